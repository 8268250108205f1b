"""All code that uses private parts of Textual 8.2.8.

Textual is pinned to that version in pyproject.toml, so nobody gets an untested combination. Code outside this
package uses public names only; ``tests/ui/textual_patches/test_private_parts.py`` fails otherwise. Before taking a new
version of Textual, run ``tests/ui``, and read each module below beside the new source where its test fails.

``bracketed_paste``
    Private: ``textual._xterm_parser.XTermParser`` and its ``_timeout_time``.
    Why: the parser looks for keys inside a paste; an escape sequence in a pasted text swallows the end of the paste and
    all keys after it. Esc and letters that arrive in one piece are read as one unknown key.
    Gain: no pasted or typed character is lost; no measurable cost for a key.
    Watched by: ``tests/ui/textual_patches/test_bracketed_paste.py``.

``input_queue``
    Private: ``MessagePump._message_queue``, ``_pending_message``, ``_next_callbacks``, ``_callbacks``, ``_task``,
    ``DOMNode._nodes`` and ``Screen._layout_required``.
    Why: Textual sends a key to the focused widget while the effects of the key before it (a new focus, a new screen)
        are still in queues, so keys that arrive together reach the wrong widget.
    Gain: in a burst each key acts on the result of the key before it; a key on an idle screen is not delayed.
    Watched by: ``tests/ui/textual_patches/test_input_queue.py``.

``lazy_imports``
    Private: which modules ``textual.app`` imports, and which of their names it uses while it is imported.
    Why: the import of Textual is most of the start, and home needs no command palette, TLS, tables or uuid.
    Gain: a tenth of the time until home is usable (some 24 ms of 245; bench/README.md, "What a start costs").
    Watched by: ``tests/ui/textual_patches/test_lazy_imports.py``.

``safe_exit``
    Private: ``App._handle_exception``, ``_exception``, ``_exception_event``, ``_exit``, ``_exit_renderables``,
    ``_return_code``, ``_close_messages_no_wait`` and ``_loop``.
    Why: on an exception Textual prints the values of local variables, which may hold what a client said.
    Gain: one sentence in place of a traceback, after everything was saved.
    Watched by: ``tests/ui/textual_patches/test_safe_exit.py`` and ``tests/terminal/test_shell.py``.

``style_cache``
    Private: ``textual._styles_cache.StylesCache`` (replaces its ``get_inner_outer``).
    Why: an ``lru_cache`` on that method keeps the painted lines of the last thousand removed widgets.
    Gain: 70 kB for each note that is opened; 100 notes add up to 4 MB of memory in place of 8.
    Watched by: ``tests/ui/textual_patches/test_style_cache.py``.

``terminal_driver``
    Private: ``LinuxDriver`` and its ``_file``, ``_debug``, ``_loop``, ``_app``, ``_mouse_pixels``, ``_auto_restart``,
    ``_must_signal_resume``, ``_get_terminal_size``, ``_sigcont_application``, ``_disable_mouse_support`` and
    ``_run_input_thread``; ``textual._xterm_parser.XTermParser``.
    Why: the stock input loop wakes ten times a second, and leaving waits for two of these wake-ups. A lost
    terminal stops the program before it can save.
    Gain: leaving takes 18 ms in place of 233; an idle program wakes a quarter as often.
    Watched by: ``tests/ui/test_launch.py`` and ``tests/terminal/test_shell.py``.

``text_area``
    Private: ``TextArea._set_document``, ``_render_line``, ``_draw_cursor``, ``_theme``,
    ``_rewrap_and_refresh_virtual_size``; ``WrappedDocument._offset_to_line_info``, ``_line_index_to_offsets``,
    ``_wrap_offsets`` and ``_width``.
    Why: the stock widget paints all of its rows for every key, and loses characters that ``str.splitlines`` splits at.
    Gain: with 2,000 words a key takes 2.3 ms in place of 6.5, and writes 0.4 kB in place of 14.
    Watched by: ``tests/ui/widgets/editor/test_line_cache.py``.
"""
