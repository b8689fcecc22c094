"""``foisearch completion``: the script that lets a shell complete command lines."""

from __future__ import annotations

TYPE_CHECKING = False  # see commands.py
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from foisearch.cli.context import Context

USAGE = "SHELL [OPTIONS]"
DESCRIPTION = """\
Write the script that lets a shell complete command lines with Tab: commands,
options and their values, and from the index the bodies, provisions, outcomes and
references that it holds. SHELL is bash, zsh or fish.

bash:  echo 'eval "$(foisearch completion bash)"' >> ~/.bashrc
zsh:   echo 'eval "$(foisearch completion zsh)"' >> ~/.zshrc   (behind compinit)
fish:  foisearch completion fish > ~/.config/fish/completions/foisearch.fish
"""
EXAMPLES = (
    ("foisearch completion bash", "the script, to be read by eval or kept in a file"),
    ("foisearch completion fish", "that for fish"),
)

BASH = """\
# foisearch: completion for bash
_foisearch() {
    local line what= kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$what" ]; then what=$line; else COMPREPLY+=("${line%%$'\\t'*}"); fi
    done < <("$1" __complete bash "$COMP_LINE" "$COMP_POINT" "$COMP_WORDBREAKS" 2>/dev/null)
    case $what in
    files) kind=-f ;;
    folders) kind=-d ;;
    *) return ;;
    esac
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$kind" -- "$2")
}
complete -F _foisearch foisearch
"""
ZSH = """\
#compdef foisearch
# foisearch: completion for zsh
_foisearch() {
    local -a said values
    local line value meaning
    said=("${(@f)$("${words[1]}" __complete zsh -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    for line in "${said[@]:1}"; do
        value=${${line%%$'\\t'*}//:/\\\\:} meaning=${line#*$'\\t'}
        values+=("$value${meaning:+:$meaning}")
    done
    case ${said[1]} in
    files) _files ;;
    folders) _files -/ ;;
    *) (( ${#values} )) && _describe -V 'foisearch' values ;;
    esac
}
if [ "${funcstack[1]}" = _foisearch ]; then
    _foisearch "$@"
else
    compdef _foisearch foisearch
fi
"""
FISH = """\
# foisearch: completion for fish
function __foisearch_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    set -l said ($words[1] __complete fish -- $words[2..-1] "$begun" 2>/dev/null)
    switch "$said[1]"
        case files folders
            __fish_complete_path "$begun"
        case '*'
            test (count $said) -gt 1; and printf '%s\\n' $said[2..-1]
    end
end
complete -c foisearch -f -a '(__foisearch_complete)'
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def add_options(parser: ArgumentParser) -> None:
    """Which shell."""
    parser.add_argument("shell", choices=SCRIPTS, metavar="SHELL", help="bash, zsh or fish")


def run(options: Namespace, context: Context) -> int:
    """Write the script."""
    for text in SCRIPTS[options.shell].splitlines():
        context.terminal.write(text)
    return 0
