#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The original chat room's server, written anew from what its manual says.

    original_server.py [ADDRESS] [PORT]

One loop over select; each socket blocks. A new connection says a user's name, then
messages, each in a frame: a header of ten characters, the length padded on the right,
and as many bytes. A message goes to everybody else as two frames, the name and the text.

It differs from the original where that would lose bytes by chance: it waits for the whole
of a frame, and sends the whole of one. Like Charla's, its first line says where it listens.
"""

import select
import socket
import sys


class Chatroom:
    def __init__(self, header_size, host, port):
        self.header_size = header_size
        self.host = (host, port)
        self.server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.known = [self.server]
        self.clients = {}

    def set_up(self):
        self.server.bind(self.host)
        self.server.listen()

    def check_sockets(self):
        readable, _, broken = select.select(self.known, [], self.known)
        return readable, broken

    def receive(self, client):
        """The header and the data of a frame, or False when there is none to come."""
        try:
            header = client.recv(self.header_size, socket.MSG_WAITALL)
            if not header:
                return False
            length = int(header.decode('utf-8'))
            return header, client.recv(length, socket.MSG_WAITALL) if length else b''
        except (OSError, ValueError):
            return False

    def new_connection(self):
        client, _ = self.server.accept()
        user = self.receive(client)
        if user is False:
            return
        self.known.append(client)
        self.clients[client] = user

    def remove(self, client):
        self.known.remove(client)
        del self.clients[client]

    def receive_message(self, client):
        """Who said what, or False when that was the last of this client."""
        message = self.receive(client)
        if message is False:
            self.remove(client)
            return False
        return self.clients[client], message

    def broad_message(self, origin, user, message):
        for client in self.clients:
            if client is not origin:
                try:
                    client.sendall(b''.join(user + message))
                except OSError:
                    pass


def main(host='127.0.0.1', port='1234'):
    chatroom = Chatroom(10, host, int(port))
    chatroom.set_up()
    print('listening on {}:{}'.format(*chatroom.server.getsockname()), flush=True)
    while True:
        readable, broken = chatroom.check_sockets()
        for known in readable:
            if known is chatroom.server:
                chatroom.new_connection()
            elif known in chatroom.clients:
                said = chatroom.receive_message(known)
                if said:
                    chatroom.broad_message(known, *said)
        for known in broken:
            if known in chatroom.clients:
                chatroom.remove(known)


if __name__ == '__main__':
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        pass
