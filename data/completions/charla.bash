# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Completion of charla-cli, charla-ctl and charla-server in bash. What there is to choose
# from is asked of the programs themselves, so that it is always what they take.

# The options of a help text, each on a line; those that take something with a = behind.
_charla_options ()
{
  sed -nE 's/^ +(-([a-zA-Z]), )?(--[a-z0-9-]+)(=?).*/\3\4\n-\2\4/p' | grep -vE '^-=?$'
}

_charla_commands ()
{
  sed -nE 's/^  ([a-z]+) .*/\1/p'
}

# Which names a server knows, one a line. Without a server there are none.
_charla_names ()
{
  "$1" "${@:2}" --json 2>/dev/null | sed -nE 's/.*"name":"([^"\\]*)".*/\1/p'
}

# What a line means so far: the command, how many arguments it has, and the server.
_charla_read_line ()
{
  local word value
  local -i i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == -* ]]; then
      grep -qxFe "$word=" <<< "$options" || continue
      [[ ${COMP_WORDS[i + 1]} == = ]] && i+=1
      i+=1
      value=${COMP_WORDS[i]}
      [[ $word == -s || $word == --socket ]] && server=(--socket "$value")
    elif [[ -z $command && -n $commands ]]; then
      command=$word
      options+=$'\n'$(LC_ALL=C "$program" "$command" --help 2>/dev/null | _charla_options)
    else
      arguments+=1
    fi
  done
}

# Names may have blanks and quotes in them.
_charla_offer ()
{
  local each
  while IFS= read -r each; do
    [[ $each == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$each")")
  done
}

_charla_offer_value ()
{
  case $1 in
    --socket | -s | --config | -c | --password-file | --data-dir | --control-socket)
      compopt -o default 2> /dev/null ;;
    --log-level | -l)
      _charla_offer <<< $'error\nwarning\nmessage\ninfo\ndebug' ;;
  esac
}

# What the command takes next, as its help says it.
_charla_offer_argument ()
{
  local -a usage
  read -ra usage < <(LC_ALL=C "$program" "$command" --help 2>/dev/null \
                     | sed -nE "2s/.*$command ?(.*)/\1/p" | tr -d '[]')
  case ${usage[arguments]} in
    *FILE*) compopt -o default 2> /dev/null ;;
    NAME*) [[ $program == *charla-ctl ]] \
             && _charla_offer < <(_charla_names "$program" "${server[@]}" users --all) ;;
    ROOM*) [[ $program == *charla-ctl ]] \
             && _charla_offer < <(_charla_names "$program" "${server[@]}" rooms) ;;
    ROLE) _charla_offer <<< $'member\nmoderator\nowner\nuser\nbot\nadmin' ;;
  esac
}

_charla ()
{
  local program=$1 current=$2 previous=$3 command='' help options commands
  local -a server=()
  local -i arguments=0

  COMPREPLY=()
  help=$(LC_ALL=C "$program" --help 2>/dev/null | grep -v "^  ${program##*/} ")
  options=$(_charla_options <<< "$help")
  commands=$(_charla_commands <<< "$help")
  _charla_read_line

  [[ $current == = ]] && current=''
  [[ $previous == = ]] && previous=${COMP_WORDS[COMP_CWORD - 2]}
  if grep -qxFe "$previous=" <<< "$options"; then
    _charla_offer_value "$previous"
  elif [[ $current == -* ]]; then
    _charla_offer < <(tr -d = <<< "$options" | sort -u)
  elif [[ -n $commands && -z $command ]]; then
    _charla_offer <<< "$commands"
  elif [[ -n $command ]]; then
    _charla_offer_argument
  fi
}

complete -F _charla charla-cli charla-ctl charla-server
