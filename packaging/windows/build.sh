#!/usr/bin/env bash
# Builds the Windows programs on Debian, looks into them, and packs the installer and the archive.
#
#   packaging/windows/build.sh            everything; the result is in target/windows/dist/
#   packaging/windows/build.sh check      only asks the compiler whether the Windows side is sound (cargo check)
#   packaging/windows/build.sh programs   builds the programs and looks into them, packs nothing
#
# The same Cargo.lock and the same features as on Linux. Nothing is downloaded but Debian packages and crates.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. packaging/system.sh
. packaging/windows/toolchain.sh

# What the downloads may weigh.
MOST_MEGABYTES=80

main() {
    need_cross_compiler
    TARGET=$(CARGO=/usr/bin/cargo target_dir)
    WINDOWS=$TARGET/windows
    DIST=$WINDOWS/dist
    cross_environment
    need_windows_std
    case ${1:-all} in
        check) check ;;
        programs) build ;;
        all)
            need_packages "${PACK_PACKAGES[@]}"
            build
            pack
            ;;
        *) fail "不认识的「$1」：可以写 check、programs，或什么也不写" ;;
    esac
}

# What the compiler warns of here no check on Linux would see.
check() {
    local said=$WINDOWS/check.txt
    mkdir -p "$WINDOWS"
    cargo_for_windows check 2>&1 | tee "$said"
    ! grep -q '^warning: `appraisal-desk`' "$said" || fail "Windows 一侧有编译警告，见上。"
}

# Builds every program of the package and looks into each.
build() {
    local program
    need_packages "${PACK_PACKAGES[@]}"
    say "编译 Windows 程序（第一次约半小时，以后几分钟）"
    mapfile -t PROGRAMS < <(cargo_for_windows build --bins --message-format=json-render-diagnostics |
        sed -n 's/.*"kind":\["bin"\].*"executable":"\([^"]*\)".*/\1/p')
    ((${#PROGRAMS[@]})) || fail "没有编译出一个程序，原因见上。"
    mkdir -p "$WINDOWS/programs"
    cp "${PROGRAMS[@]}" "$WINDOWS/programs/"
    PROGRAMS=("${PROGRAMS[@]/#*\//$WINDOWS/programs/}")
    for program in "${PROGRAMS[@]}"; do
        without_places "$program"
        say "检查 $(basename "$program")，$(stat -c %s "$program") 字节"
        check_imports "$program"
        check_headers "$program"
        check_resources "$program"
        check_privacy "$program"
    done
}

# Names of folders of the machine that built it, which code of others wrote into the program (the folder OpenSSL was
# installed to, the places of generated bindings): as many slashes stand there instead, so that nothing moves.
without_places() {
    local place
    for place in "$PWD" "$HOME/"; do
        ((${#place} > 4)) || continue
        PLACE=$place perl -0777 -pi -e 's{\Q$ENV{PLACE}\E}{"/" x length $ENV{PLACE}}ge' "$1"
    done
}

check_imports() {
    local imports foreign
    imports=$($MINGW-objdump -p "$1" | sed -n 's/.*DLL Name: //p' | tr '[:upper:]' '[:lower:]' | sed 's/\.dll$//' | sort -u)
    [[ -n $imports ]] || fail "$1 里没有读到导入表。"
    say "需要的系统库：$(paste -sd ' ' <<<"$imports")"
    foreign=$(comm -23 <(printf '%s\n' "$imports") <(grep -v '^#' packaging/windows/system-dlls.txt | sort -u))
    [[ -z $foreign ]] || fail "$1 需要 Windows 10 不自带的库，或者还没有登记的系统库：$foreign"
}

# A window program opens no console of its own; the small ones are nothing but console programs.
check_headers() {
    local headers wanted='Windows CUI' flag
    [[ $(basename "$1") != appraisal-desk.exe ]] || wanted='Windows GUI'
    headers=$($MINGW-objdump -p "$1")
    grep -q "^Subsystem.*($wanted)" <<<"$headers" || fail "$1 的子系统不是 $wanted。"
    for flag in HIGH_ENTROPY_VA DYNAMIC_BASE NX_COMPAT; do
        grep -q "$flag" <<<"$headers" || fail "$1 没有 $flag 保护。"
    done
}

check_resources() {
    local listed text size wanted version
    listed=$(wrestool -l "$1" 2>/dev/null)
    grep -q -- '--type=16 ' <<<"$listed" || fail "$1 没有版本信息。"
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
    text=$(wrestool -x --raw -t 16 "$1" 2>/dev/null | iconv -c -f UTF-16LE -t UTF-8 | tr '\0' '\n')
    # 080404b0: simplified Chinese in Unicode, which is what the file's properties show.
    for wanted in 080404b0 FileDescription ProductName 鉴证台 "$version"; do
        grep -qF -- "$wanted" <<<"$text" || fail "$1 的版本信息里没有「$wanted」。"
    done
    text=$(wrestool -x --raw -t 24 "$1" 2>/dev/null)
    for wanted in 'level="asInvoker"' '{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}' '>PerMonitorV2, PerMonitor<' \
        'longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true<' \
        'activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8<' \
        'name="Microsoft.Windows.Common-Controls" version="6.0.0.0"'; do
        grep -qF -- "$wanted" <<<"$text" || fail "$1 的清单里没有 $wanted。"
    done
    wrestool -x -t 14 "$1" >"$WINDOWS/icon.ico" 2>/dev/null
    # Not asked for one by one: icotool keeps a width of 256 as the 0 it is written as, and then does not find it.
    listed=$(icotool -l "$WINDOWS/icon.ico")
    for size in 16 20 24 32 40 48 64 96 128 256; do
        grep -q -- "--width=$size .*--bit-depth=32" <<<"$listed" || fail "$1 的图标缺 $size 像素。"
    done
}

# No path of the machine it was built on: a program that is handed out tells nothing about who made it.
check_privacy() {
    local place
    for place in "$PWD" "$HOME/"; do
        # In a container the home folder may be the root folder, which is in every path.
        ((${#place} > 4)) || continue
        ! grep -qaF -- "$place" "$1" || fail "$1 里有编译机器上的路径：$(grep -aoF -m 1 -- "$place" "$1" | head -n 1)"
    done
}

# Lays everything that is handed out into one folder, and makes both downloads from it.
pack() {
    local version name stage program
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
    name=appraisal-desk-$version-x64
    stage=$WINDOWS/stage/appraisal-desk-$version
    rm -rf "$WINDOWS/stage" "$DIST"
    mkdir -p "$stage/fonts/fandol" "$stage/licences" "$DIST"
    for program in "${PROGRAMS[@]}"; do
        cp "$program" "$stage/"
    done
    # A console takes .com before .exe: who types the name gets the one it waits for.
    mv "$stage/appraisal-desk-console.exe" "$stage/appraisal-desk.com"
    # Beside the program and unmodified, as its licence wants it; see platform::fonts.
    cp assets/fonts/fandol/{FandolFang-Regular.otf.zst,COPYING,README} "$stage/fonts/fandol/"
    cp LICENSE-APACHE LICENSE-MIT THIRD-PARTY.md assets/fonts/OFL-*.txt "$stage/licences/"
    licences_of_crates >"$stage/licences/crates.txt"
    chmod -R u=rwX,go=rX "$stage"

    say "安装程序"
    uninstall_list "$stage" >"$WINDOWS/uninstall-list.nsh"
    makensis -V2 -INPUTCHARSET UTF8 -NOCD "-DVERSION=$version" "-DSTAGE=$stage" "-DOUT=$DIST/$name.exe" \
        "-DICON=assets/icons/appraisal-desk.ico" -DSIDE=assets/icons/installer.bmp "-DUNINSTALL_LIST=$WINDOWS/uninstall-list.nsh" \
        "-DN_KIB=$(du -sk "$stage" | cut -f1)" packaging/windows/installer.nsi

    say "免安装的压缩包"
    cp packaging/windows/portable.cmd "$stage/office-on-this-disk.cmd"
    sed "s/@VERSION@/$version/g" packaging/windows/portable.txt | with_dos_lines >"$stage/README.txt"
    (cd "$WINDOWS/stage" && zip -q -X -9 -r "$DIST/$name.zip" "appraisal-desk-$version")

    (cd "$DIST" && sha256sum "$name.exe" "$name.zip" >SHA256SUMS)
    check_sizes
    say "做好了，在 $DIST"
    cat "$DIST/SHA256SUMS"
}

# Byte order mark and line ends as the editor of Windows 10 wants them.
with_dos_lines() {
    printf '\xef\xbb\xbf'
    sed 's/$/\r/'
}

# What the uninstaller takes away: exactly what the installer laid down, never a whole folder. Files the institution
# put beside the program, or an office somebody keeps there, stay.
uninstall_list() {
    (cd "$1" && find . -type f -printf '%P\n' | LC_ALL=C sort | sed 's|/|\\|g; s|.*|Delete "$INSTDIR\\&"|')
    (cd "$1" && find . -mindepth 1 -type d -printf '%P\n' | LC_ALL=C sort -r | sed 's|/|\\|g; s|.*|RMDir "$INSTDIR\\&"|')
}

# The licence texts of every crate that is linked in, each text once.
licences_of_crates() {
    local registry=${CARGO_HOME:-$HOME/.cargo}/registry/src seen=$WINDOWS/licences.seen crate folder text sum
    rm -rf "$seen"
    mkdir "$seen"
    /usr/bin/cargo tree --locked --offline --target "$TARGET_TRIPLE" --edges normal --prefix none \
        --format '{p}|{l}' | sed 's/ (\*)//; s/ (proc-macro)//' | sort -u | while IFS='|' read -r crate licence; do
        crate=${crate/ v/-}
        [[ $crate != appraisal-desk-* ]] || continue
        printf '%s\n%s: %s\n' "----------------------------------------" "$crate" "$licence"
        folder=$(find "$registry" -mindepth 2 -maxdepth 2 -type d -name "$crate" -print -quit)
        [[ -n $folder ]] || continue
        find "$folder" -maxdepth 1 -type f \( -iname 'licen[sc]e*' -o -iname 'copying*' -o -iname 'notice*' \
            -o -iname 'copyright*' \) | LC_ALL=C sort | while read -r text; do
            sum=$(sha256sum "$text" | cut -d' ' -f1)
            if [[ -e $seen/$sum ]]; then
                printf '\n(%s: the same text as in %s)\n' "$(basename "$text")" "$(<"$seen/$sum")"
            else
                printf '%s' "$crate" >"$seen/$sum"
                printf '\n(%s)\n\n' "$(basename "$text")"
                cat "$text"
            fi
        done
    done
    rm -rf "$seen"
}

check_sizes() {
    local file bytes
    for file in "$DIST"/*.exe "$DIST"/*.zip; do
        bytes=$(stat -c %s "$file")
        say "$(basename "$file")：$((bytes / 1000000)).$((bytes / 100000 % 10)) MB"
        ((bytes <= MOST_MEGABYTES * 1000000)) || fail "$file 超过 $MOST_MEGABYTES MB。"
    done
}

main "$@"
