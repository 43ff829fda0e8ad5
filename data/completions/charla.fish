# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of charla-cli, charla-ctl and charla-server in fish. What there is to choose
# from is asked of the programs themselves, so that it is always what they take.

# The options of a program, or of one of its commands, and what each is.
function __charla_options
    $argv --help 2>/dev/null \
        | string replace -rf '^ +(-([a-zA-Z]), )?(--[a-z0-9-]+)(=\S+)? *(.*)$' '$3$4\t$5\n-$2$4\t$5' \
        | string split \n | string match -rv '^-(=|\t|$)'
end

function __charla_commands
    $argv[1] --help 2>/dev/null | string match -v "  $argv[1] *" \
        | string replace -rf '^  ([a-z]+) +(.*)$' '$1\t$2'
end

# Which names a server knows. Without a server there are none.
function __charla_names
    $argv --json 2>/dev/null | string replace -rf '.*"name":"([^"\\\\]*)".*' '$1'
end

function __charla_value
    switch $argv[1]
        case --socket -s --config -c --password-file --data-dir --control-socket
            __fish_complete_path (commandline -ct)
        case --log-level -l
            printf '%s\n' error warning message info debug
    end
end

# What the command takes next, as its help says it.
function __charla_argument --argument-names program command number
    set -l usage (LC_ALL=C $program $command --help 2>/dev/null)[2]
    set -l words (string split ' ' (string replace -r ".* $command ?" '' -- $usage) | string trim -c '[]')
    set -l server $argv[4..]
    switch "$words[$number]"
        case '*FILE*'
            __fish_complete_path (commandline -ct)
        case 'NAME*'
            string match -q '*charla-ctl' $program; and __charla_names $program $server users --all
        case 'ROOM*'
            string match -q '*charla-ctl' $program; and __charla_names $program $server rooms
        case ROLE
            printf '%s\n' member moderator owner user bot admin
    end
end

function __charla_complete
    set -l tokens (commandline -opc)
    set -l program $tokens[1]
    set -l options (__charla_options $program)
    set -l commands (__charla_commands $program)
    set -l command
    set -l server
    set -l number 1
    set -l pending

    for word in $tokens[2..]
        if set -q pending[1]
            contains -- $pending --socket -s; and set server --socket $word
            set pending
        else if string match -q -- '-*' $word
            string match -q -- "$word=*" $options; and set pending $word
        else if set -q commands[1]; and not set -q command[1]
            set command $word
            set -a options (__charla_options $program $command)
        else
            set number (math $number + 1)
        end
    end

    if set -q pending[1]
        __charla_value $pending
    else if string match -q -- '-*' (commandline -ct)
        string replace -r '=\S+' '' -- $options
    else if set -q command[1]
        __charla_argument $program $command $number $server
    else
        printf '%s\n' $commands
    end
end

for program in charla-cli charla-ctl charla-server
    complete -c $program -f -a '(__charla_complete)'
end
