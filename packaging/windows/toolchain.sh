# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists are read by whoever sources this
# The cross compiler for Windows, from Debian packages only. Sourced after packaging/system.sh, not run.
#
# rustup's compiler brings no std for Windows without a download of its own. Debian's compiler brings the source of
# std: it is compiled once into a folder of its own, and from then on everything is an ordinary stable build.

TARGET_TRIPLE=x86_64-pc-windows-gnu
MINGW=x86_64-w64-mingw32

CROSS_PACKAGES=(
    rustc-web cargo-web rust-web-src
    gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix mingw-w64-x86-64-dev binutils-mingw-w64-x86-64
    perl make ca-certificates
)

# To pack what was built and to look into it.
PACK_PACKAGES=(nsis zip icoutils)

# To try it without Windows.
WINE_PACKAGES=(
    wine wine64 xvfb xauth x11-utils xdotool imagemagick libgl1 libgl1-mesa-dri fonts-wqy-zenhei locales qpdf unzip
)

# Whether everything that compiles for Windows is installed, and new enough.
has_cross_compiler() {
    command -v dpkg-query >/dev/null && [[ -z $(missing_packages "${CROSS_PACKAGES[@]}") ]] &&
        is_at_least "$(cross_rust)" "$(wanted_rust)"
}

cross_rust() {
    /usr/bin/rustc --version | cut -d' ' -f2
}

# Installs what compiles for Windows. Debian 12 came with an older compiler; its security updates bring newer ones.
need_cross_compiler() {
    need_packages "${CROSS_PACKAGES[@]}"
    has_cross_compiler || fail "系统的 rustc-web 是 $(cross_rust)，编译 Windows 版需要 $(wanted_rust) 或更新的版本。
请在软件源里启用安全更新（Debian 12 是 bookworm-security），再运行：
    apt-get update && apt-get install -y --no-install-recommends ${CROSS_PACKAGES[*]}
什么也没有编译，原来的文件没有改动。"
}

# Prints where std for Windows lies for this compiler. Outside of target/: it outlives the clone, and its path is
# part of what cargo compares to see whether something must be built again.
windows_std() {
    local key
    key=$(/usr/bin/rustc -vV | sha256sum | cut -c1-12)
    printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/appraisal-desk/windows-std-$key"
}

# Sets the environment of every cargo command that builds for Windows.
cross_environment() {
    # An alternative compiler of rustup's comes first in PATH, and its version is not that of the source of std.
    export RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc CARGO_INCREMENTAL=0
    unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_TARGET RUSTC_WRAPPER
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=$MINGW-gcc-posix
    export CC_x86_64_pc_windows_gnu=$MINGW-gcc-posix CXX_x86_64_pc_windows_gnu=$MINGW-g++-posix
    export AR_x86_64_pc_windows_gnu=$MINGW-ar RANLIB_x86_64_pc_windows_gnu=$MINGW-ranlib
    # Paths of this machine have no business in a program that is handed out.
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="--sysroot=$(windows_std)"
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS+=" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
    export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS
}

# Compiles std for Windows, unless this compiler's is there already.
need_windows_std() {
    local place seed lib
    place=$(windows_std)
    [[ ! -d $place ]] || return 0
    say "编译 Windows 的标准库（每个编译器版本一次，约两分钟）"
    seed=$(mktemp -d)
    mkdir "$seed/src"
    printf '[package]\nname = "seed"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n' >"$seed/Cargo.toml"
    echo 'fn main() {}' >"$seed/src/main.rs"
    # RUSTC_BOOTSTRAP allows -Zbuild-std. It is set for this step only.
    if ! (cd "$seed" && CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS='' RUSTC_BOOTSTRAP=1 \
        /usr/bin/cargo build --release --target "$TARGET_TRIPLE" -Zbuild-std=std,panic_abort \
        --target-dir "$seed/target"); then
        rm -rf "$seed"
        fail "Windows 的标准库没有编译成，原因见上。"
    fi
    # A half-copied one is never left under its name.
    lib=$place.unfinished/lib/rustlib/$TARGET_TRIPLE/lib
    rm -rf "$place.unfinished"
    mkdir -p "$lib"
    cp "$seed/target/$TARGET_TRIPLE"/release/deps/*.rlib "$lib/"
    mv "$place.unfinished" "$place"
    rm -rf "$seed"
}

# cargo SUBCOMMAND for Windows, from the committed Cargo.lock, into target/windows.
cargo_for_windows() {
    local subcommand=$1
    shift
    /usr/bin/cargo "$subcommand" --locked --release --target "$TARGET_TRIPLE" --target-dir "$WINDOWS" "$@"
}
