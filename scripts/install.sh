#!/bin/sh
# Installs session-tui into a virtual environment. The Makefile calls it: install.sh PYTHON VENV [EXTRA]
# Uses uv where it is on PATH, else pip. After an interrupted install, running it again starts afresh.
set -eu

python=$1
venv=$2
extra=${3:-}
cd "$(dirname "$0")/.."

main() {
    check_python
    announce
    check_marker
    make_venv
    echo $$ >"$venv/.installing"
    install_packages ".${extra:+[$extra]}" || give_up $?
    rm "$venv/.installing"
    touch_stamps
}

fail() {
    echo "$1" >&2
    exit 1
}

# An error of the installer leaves packages whole; a signal (a status above 128) does not, and .installing stays.
give_up() {
    [ "$1" -gt 128 ] || rm -f "$venv/.installing"
    fail "The install failed. Once the cause is gone, run make again."
}

check_python() {
    command -v "$python" >/dev/null 2>&1 ||
        fail "session-tui needs Python 3.11 or newer, and there is no $python here. Try: make run PYTHON=python3.12"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "session-tui needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Try: make run PYTHON=python3.12"
}

announce() {
    what="session-tui" time="half a minute"
    if [ -n "$extra" ]; then
        what="session-tui and its \"$extra\" extra" time="a minute"
    fi
    echo "Installing $what into $venv; this takes about $time the first time."
}

# .installing holds the number of the process that installs; it is there while one does, and after an interruption.
check_marker() {
    [ -e "$venv/.installing" ] || return 0
    number=$(cat "$venv/.installing")
    if [ -n "$number" ] && kill -0 "$number" 2>/dev/null; then
        fail "Process $number is installing into $venv already. Run make again when it is done; if it never is, remove $venv."
    fi
    echo "The last install was interrupted; starting afresh."
    rm -rf "$venv"
}

make_venv() {
    if "$venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    "$python" -m venv --clear --without-pip "$venv" || fail_without_venv
}

# pip of the interpreter installs into the new environment, which saves the 3 to 5 s of putting a pip there.
# Modules are compiled when they are first imported: most of what is installed never is.
install_packages() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python "$venv/bin/python" --editable "$1"
    elif "$python" -c 'import pip, sys; sys.exit(int(pip.__version__.split(".")[0]) < 23)' 2>/dev/null; then
        "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check --no-compile --editable "$1"
    else
        "$venv/bin/python" -m pip --version >/dev/null 2>&1 ||
            "$venv/bin/python" -m ensurepip >/dev/null 2>&1 || fail_without_venv
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --editable "$1"
    fi
}

fail_without_venv() {
    fail "$python cannot make virtual environments. On Debian and Ubuntu: sudo apt install python3-venv"
}

# Each extra contains the ones before it.
touch_stamps() {
    touch "$venv/.installed-run"
    case $extra in
        test) touch "$venv/.installed-test" ;;
        dev) touch "$venv/.installed-test" "$venv/.installed-dev" ;;
    esac
}

main
