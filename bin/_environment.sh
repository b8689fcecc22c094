# shellcheck shell=sh disable=SC2154
# Environments that make themselves: sourced by foisearch and test, never run.
#
# An environment is complete exactly when its stamp stands and agrees with the lock file, the
# checkout and the Python asked for.  The stamp is written last, so that a set-up which was
# interrupted is done again.  Nothing here reads standard input: it belongs to the command.
#
# The caller sets $checkout (absolute) and $program (the name to speak by).

lock_held=

die() { # MESSAGE CURE
    release
    printf '%s: %s; %s\n' "$program" "$1" "$2" >&2
    exit 2
}

release() {
    [ -z "$lock_held" ] || rm -rf "$lock_held"
    lock_held=
}

# use_environment VENV LOCKFILE [MINOR]: make VENV ready, with Python 3.MINOR if one is named.
# On later runs this starts one small process (cksum) and no Python.
use_environment() {
    venv=$1 lockfile=$2 minor=${3-}
    sum=$(cksum <"$lockfile") || die "cannot read $lockfile" "restore it: git checkout -- ${lockfile##*/}"
    is_fresh && return
    trap 'release; exit 130' INT
    trap 'release; exit 143' TERM
    trap 'release; exit 129' HUP
    mkdir -p "${venv%/*}" 2>/dev/null
    acquire "$venv.lock"
    # Another process may have made it while this one waited.
    is_fresh || make_environment
    release
    trap - INT TERM HUP
}

is_fresh() {
    [ -f "$venv/foisearch.stamp" ] && [ -x "$venv/bin/python" ] || return 1
    {
        IFS= read -r had_sum && IFS= read -r had_checkout && IFS= read -r had_python
    } <"$venv/foisearch.stamp" || return 1
    [ "$had_sum" = "$sum" ] && [ "$had_checkout" = "$checkout" ] || return 1
    # Only a Python that was asked for by name can differ from the one that is there.
    [ -z "${FOISEARCH_PYTHON-}" ] || [ -n "$minor" ] || [ "$had_python" = "$FOISEARCH_PYTHON" ]
}

# acquire LOCK: mkdir is the one step that only one of several processes can win.
acquire() {
    waited=0 shown=
    until mkdir "$1" 2>/dev/null; do
        [ -d "$1" ] || die "cannot write to ${1%/*}" \
            "set FOISEARCH_VENV to a folder that you may write to, on a disk with room"
        holder=
        [ ! -f "$1/pid" ] || IFS= read -r holder <"$1/pid"
        if is_dead "$holder" "$waited"; then
            take_away "$1" "$holder"
            continue
        fi
        [ -n "$shown" ] || printf '%s: waiting for another set-up (process %s)\n' \
            "$program" "${holder:-unknown}" >&2
        shown=1
        [ "$waited" -lt 900 ] || die "another set-up has held $1 for 15 minutes" "remove that folder"
        sleep 1
        waited=$((waited + 1))
    done
    lock_held=$1
    printf '%s\n' "$$" >"$1/pid" || die "cannot write to $1" "make room on that disk"
}

is_dead() { # HOLDER SECONDS-WAITED
    # Without a number the holder is about to write it, or died just then.
    [ -n "$1" ] || {
        [ "$2" -ge 10 ]
        return
    }
    # "kill -0" fails for another user's process, too; ps, where there is one, tells.
    ! kill -0 "$1" 2>/dev/null && ! ps -p "$1" >/dev/null 2>&1
}

take_away() { # LOCK HOLDER: remove a dead process's lock, unless a live one has just replaced it
    mv "$1" "$1.$$" 2>/dev/null || return 0
    now=
    [ ! -f "$1.$$/pid" ] || IFS= read -r now <"$1.$$/pid"
    if [ "$now" = "$2" ]; then
        rm -rf "$1.$$"
    else
        mv "$1.$$" "$1"
    fi
}

make_environment() {
    find_python "$minor"
    if [ -e "$venv" ] && [ ! -f "$venv/foisearch.made" ] && [ -n "$(ls -A "$venv" 2>/dev/null)" ]; then
        die "$venv was not made by $program" "move it away, or set FOISEARCH_VENV to another folder"
    fi
    printf '%s: setting up its environment in %s (once, with Python %s) ...\n' \
        "$program" "${venv#"$checkout"/}" "$python_version" >&2
    rm -f "$venv/foisearch.stamp"
    if ! rm -rf "$venv" || ! mkdir -p "$venv" || ! : >"$venv/foisearch.made"; then
        die "cannot write to $venv" "set FOISEARCH_VENV to a folder that you may write to"
    fi
    log=$venv/setup.log
    "$python" -m venv "$venv" >"$log" 2>&1 </dev/null || explain "Python could not make it"
    # Only what the lock file names, and only files with the hashes that it gives.
    # PIP_USER: a user's "always install for me alone" fails inside an environment.
    PIP_USER=0 "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --retries 2 \
        --prefer-binary --require-hashes -r "$lockfile" >>"$log" 2>&1 </dev/null ||
        explain "its libraries could not be installed"
    for site in "$venv"/lib/python3.*/site-packages; do
        printf '%s\n' "$checkout" >"$site/foisearch.pth" || explain "cannot write to $site"
    done
    printf '%s\n' "$sum" "$checkout" "${FOISEARCH_PYTHON-}" >"$venv/stamp.new" ||
        explain "cannot write to $venv"
    mv "$venv/stamp.new" "$venv/foisearch.stamp" || explain "cannot write to $venv"
}

# explain WHAT: say why a step of the set-up failed, as far as its log tells, and what to do.
explain() {
    if grep -q 'No space left' "$log" 2>/dev/null || ! { printf '\n' >>"$log"; } 2>/dev/null; then
        die "$1: the disk is full" "make room, or set FOISEARCH_VENV to a folder on another disk"
    elif grep -q 'ermission denied\|Read-only file system' "$log"; then
        die "$1: writing was not permitted" "set FOISEARCH_VENV to a folder of yours; see $log"
    elif grep -q 'ensurepip\|No module named venv' "$log"; then
        die "$1: this Python has no venv" "install it (Debian, Ubuntu: apt install python3-venv)"
    elif grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        die "$1: a file differs from requirements.lock" "use another index or mirror; see $log"
    fi
    die "$1: the package index did not give them" \
        "check the network, set PIP_INDEX_URL to a mirror, or PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder of wheels; see $log"
}

# find_python [MINOR]: sets $python (its real path) and $python_version, or ends the program.
find_python() {
    lacks_venv=
    if [ -n "$1" ]; then
        find_minor "$1" && return
    elif [ -n "${FOISEARCH_PYTHON-}" ]; then
        try_python "$FOISEARCH_PYTHON" && return
        [ -n "$lacks_venv" ] || die "FOISEARCH_PYTHON ($FOISEARCH_PYTHON) is no Python 3.11 or newer" \
            "set it to the path of one, or unset it"
    else
        for name in python3 python3.13 python3.12 python3.11; do
            try_python "$name" && return
        done
    fi
    [ -z "$lacks_venv" ] || die "$lacks_venv has no venv or ensurepip" \
        "install it (Debian, Ubuntu: apt install python3-venv)"
    die "no Python 3.${1:-11}${1:- or newer} was found" \
        "install one (Debian, Ubuntu: apt install python3 python3-venv), or set FOISEARCH_PYTHON to its path"
}

# find_minor MINOR: like find_python for one version; false where the machine has none.
find_minor() {
    for name in "python3.$1" python3; do
        try_python "$name" "$1" && return
    done
    # A pyenv shim may stand on PATH and refuse to run; the versions themselves lie beside it.
    shim=$(command -v python3)
    case $shim in
    */shims/python3) root=${shim%/shims/python3} ;;
    *) root=${PYENV_ROOT:-${HOME-}/.pyenv} ;;
    esac
    for name in "$root/versions/3.$1".*/bin/python3; do
        try_python "$name" "$1" && return
    done
    return 1
}

# try_python COMMAND [MINOR]: found, new enough, able to make environments, and really running.
try_python() {
    command -v "$1" >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2016
    answer=$("$1" -c '
import os, sys
minor = sys.argv[1:] and int(sys.argv[1])
right = sys.version_info[1] == minor if minor else sys.version_info >= (3, 11)
if sys.version_info[0] == 3 and right:
    try:
        import ensurepip, venv
    except ImportError:
        sys.exit(9)
    print("%d.%d.%d %s" % (sys.version_info[:3] + (os.path.realpath(sys.executable),)))
' ${2+"$2"} 2>/dev/null </dev/null)
    [ $? -ne 9 ] || lacks_venv=$1
    case $answer in
    3.*\ /*)
        python_version=${answer%% *}
        python=${answer#* }
        ;;
    *) return 1 ;;
    esac
}

# place NAME: where an environment goes by default; sets $venv_place.
place() {
    venv_place=$checkout/$1
    [ -w "$checkout" ] || [ -f "$venv_place/foisearch.stamp" ] && return
    cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    [ -n "$cache" ] || die "$checkout cannot be written to and there is no HOME" \
        "set FOISEARCH_VENV to a folder that you may write to"
    venv_place=$cache/foisearch/${1#.}
}
