# SPDX-License-Identifier: GPL-3.0-or-later
"""The screen that DISPLAY names: its keyboard focus, and pictures of its windows."""

import ctypes
from dataclasses import dataclass

import gi

gi.require_version('Gdk', '4.0')
from gi.repository import Gdk, GLib  # noqa: E402

NONE = 0
Z_PIXMAP = 2
ALL_PLANES = 2 ** 32 - 1


class Image(ctypes.Structure):
    """The beginning of an XImage."""

    _fields_ = [(name, ctypes.c_void_p if name == 'data' else ctypes.c_int) for name in (
        'width', 'height', 'xoffset', 'format', 'data', 'byte_order', 'bitmap_unit',
        'bitmap_bit_order', 'bitmap_pad', 'depth', 'bytes_per_line', 'bits_per_pixel')]


class Screen:
    """A connection to the screen, for one use: with Screen() as screen."""

    def __enter__(self):
        self.x11 = ctypes.CDLL('libX11.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(Image)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        if not self.display:
            raise RuntimeError('the screen does not answer')
        return self

    def __exit__(self, *exception):
        self.x11.XCloseDisplay(self.display)

    def take_focus_away(self):
        """Leaves the keyboard to nobody, as when another program has it."""
        self.x11.XSetInputFocus(self.display, ctypes.c_ulong(NONE), 0, ctypes.c_ulong(0))
        self.x11.XSync(self.display, 0)

    def is_composited(self):
        """Whether windows have shadows and round corners here."""
        atom = self.x11.XInternAtom(self.display, b'_NET_WM_CM_S0', 0)
        return self.x11.XGetSelectionOwner(self.display, ctypes.c_ulong(atom)) != NONE

    def _get_size(self, window):
        unused = ctypes.byref(ctypes.c_ulong())
        width, height = ctypes.c_uint(), ctypes.c_uint()
        self.x11.XGetGeometry(self.display, window, unused, unused, unused, ctypes.byref(width),
                              ctypes.byref(height), unused, unused)
        return width, height

    def look(self, window=None):
        """A picture of a window with its shadow, or of all that is on the screen."""
        drawable = ctypes.c_ulong(window or self.x11.XDefaultRootWindow(self.display))
        width, height = self._get_size(drawable)
        pointer = self.x11.XGetImage(self.display, drawable, 0, 0, width, height,
                                     ctypes.c_ulong(ALL_PLANES), Z_PIXMAP)
        if not pointer:
            raise RuntimeError('the window is not on the screen')

        image = pointer.contents
        pixels = bytearray(ctypes.string_at(image.data, image.bytes_per_line * image.height))
        if image.depth == 24:
            pixels[3::4] = b'\xff' * (len(pixels) // 4)
        picture = Picture(image.width, image.height, image.bytes_per_line, bytes(pixels))
        self.x11.XFree(ctypes.c_void_p(image.data))
        self.x11.XFree(pointer)
        return picture


@dataclass
class Picture:
    """Pixels of four bytes: blue, green and red, multiplied by the fourth, how opaque it is."""

    width: int
    height: int
    stride: int
    pixels: bytes

    def save(self, path):
        """Writes it as PNG."""
        texture = Gdk.MemoryTexture.new(self.width, self.height,
                                        Gdk.MemoryFormat.B8G8R8A8_PREMULTIPLIED,
                                        GLib.Bytes.new(self.pixels), self.stride)
        if not texture.save_to_png(str(path)):
            raise RuntimeError(f'{path} cannot be written')
