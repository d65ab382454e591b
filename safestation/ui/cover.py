"""What covering the window takes besides showing another page: whatever lies above it."""

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget


def close_all_above(window: QWidget) -> None:
    """Close every menu, dialog and other window of ours; a file dialog of the system too.

    Such a dialog is answered as if it had been cancelled: nothing is saved or opened.
    """
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:  # it does not want to: do not turn round
            popup.hide()
            break
    for other in QApplication.topLevelWidgets():
        if other is window or other.window() is not other:
            continue
        if isinstance(other, QDialog):
            other.reject()
        elif other.isVisible():
            other.close()


def forget_copied() -> None:
    """Empty the clipboard, and on X11 what was marked with the mouse.

    A clipboard manager of the desktop may have kept a copy; that one is not ours to empty.
    """
    clipboard = QApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    if clipboard.supportsFindBuffer():
        clipboard.clear(QClipboard.Mode.FindBuffer)
