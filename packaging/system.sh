# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists are read by whoever sources this
# What run.sh and test.sh need from the system: Debian packages and a Rust toolchain. Sourced, not run.
#
# Looks first and installs only what is missing, so that a second run is quick and needs no network.

# To build: SQLCipher and its OpenSSL are compiled from source.
BUILD_PACKAGES=(build-essential perl make pkg-config ca-certificates)

# To open a window, with or without a graphics driver, and to print.
WINDOW_PACKAGES=(
    libgl1 libegl1 libgl1-mesa-dri libvulkan1 mesa-vulkan-drivers libfontconfig1
    libx11-6 libx11-xcb1 libxcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0
    at-spi2-core cups-client
)

# To test: a screen that is not there, somebody who arranges its windows, hands and eyes for it, and second opinions
# on PDF files and scripts.
TEST_PACKAGES=(xvfb xauth openbox wmctrl xdotool x11-utils imagemagick poppler-utils qpdf shellcheck)

say() { printf '%s\n' "── $*"; }

fail() {
    printf '%s\n' "✗ $*" >&2
    exit 1
}

# Prints those of its arguments that are not installed.
missing_packages() {
    local package status
    for package; do
        status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
        [[ $status == installed* ]] || printf '%s\n' "$package"
    done
}

# Installs what is missing of its arguments.
need_packages() {
    local missing=() as_root=()
    if ! command -v dpkg-query >/dev/null; then
        say "这不是 Debian 一类的系统，没有检查系统软件包。编译或运行不成时，请装上与这些相当的东西：$*"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "系统还缺 ${#missing[@]} 个软件包，而您不是管理员，这里也没有 sudo。请管理员运行一次：
    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}
装好后再运行本脚本，什么也不会丢。"
        as_root=(sudo)
    fi
    say "安装系统缺少的 ${#missing[@]} 个软件包：${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -qq)
    if ! "${as_root[@]}" "${apt[@]}" update ||
        ! "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null; then
        fail "系统软件包没有装上，程序没有编译。请检查网络与软件源，或请管理员运行：
    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    fi
}

# Prints the oldest Rust that compiles the program.
wanted_rust() {
    sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml
}

# Whether the first version is not older than the second.
is_at_least() {
    [[ $(printf '%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}

# Finds cargo and checks that it is new enough.
need_rust() {
    local env=${CARGO_HOME:-$HOME/.cargo}/env wanted found
    if ! command -v cargo >/dev/null && [[ -f $env ]]; then
        # shellcheck disable=SC1090  # rustup's own file
        . "$env"
    fi
    wanted=$(wanted_rust)
    command -v cargo >/dev/null || fail "没有找到 cargo。请先装 Rust $wanted 或更新的版本（https://rustup.rs），再运行一次。"
    found=$(rustc --version | cut -d' ' -f2)
    is_at_least "$found" "$wanted" ||
        fail "Rust $found 太旧，需要 $wanted 或更新的版本。请运行 rustup update stable，再运行一次。"
}

# Adds a part of the toolchain that a minimal installation leaves out.
need_rust_component() {
    cargo "$2" --version >/dev/null 2>&1 && return
    say "安装 Rust 的 $1"
    rustup component add "$1" || fail "没有 $1（cargo $2），也装不上。请运行 rustup component add $1，再运行一次。"
}

# Prints where cargo puts what it builds.
target_dir() {
    cargo metadata --no-deps --offline --format-version 1 | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

# Prints the office folder inside a demo folder.
office_under() {
    local vault
    vault=$(find "$1" -name vault.json -print -quit)
    [[ -n $vault ]] || fail "演示没有建出机构数据：$1 下没有 vault.json。"
    dirname "$vault"
}
