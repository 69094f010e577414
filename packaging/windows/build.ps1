# Builds the Windows programs on Windows itself, looks into them, and packs what build.sh packs.
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1            everything, into target\windows\dist
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 programs   builds and looks, packs nothing
#
# With rustup's compiler of either kind, Visual C++ or gnu. Sheets are the same to the byte; the programs are not,
# because another compiler made them.

Set-Location (Join-Path $PSScriptRoot '..\..')
. (Join-Path $PSScriptRoot '..\system.ps1')

$MostMegabytes = 80

function Get-Version {
    $line = Get-Content 'Cargo.toml' | Where-Object { $_ -match '^version = "(.*)"' } | Select-Object -First 1
    return ($line -replace '^version = "(.*)".*$', '$1')
}

# The programs of the package, built.
function Build-Programs([string]$TargetDir) {
    # Without this a Visual C++ build asks for VCRUNTIME140.dll, which Windows does not bring.
    $env:CARGO_TARGET_X86_64_PC_WINDOWS_MSVC_RUSTFLAGS = '-C target-feature=+crt-static'
    $lines = & cargo build --locked --release --bins --target-dir $TargetDir '--message-format=json-render-diagnostics'
    if ($LASTEXITCODE -ne 0) { Fail '编译没有完成，原因见上' }
    foreach ($line in $lines) {
        $message = $line | ConvertFrom-Json
        if ($message.reason -eq 'compiler-artifact' -and $message.executable) { $message.executable }
    }
}

# The names of the libraries a program asks for, read from its import tables, the ordinary and the delayed one.
function Get-Imports([string]$Program) {
    $bytes = [System.IO.File]::ReadAllBytes($Program)
    $header = [BitConverter]::ToInt32($bytes, 0x3c)
    $sections = [BitConverter]::ToUInt16($bytes, $header + 6)
    $table = $header + 24 + [BitConverter]::ToUInt16($bytes, $header + 20)
    $offsetOf = {
        param([int64]$Address)
        for ($n = 0; $n -lt $sections; $n++) {
            $entry = $table + 40 * $n
            $begin = [BitConverter]::ToUInt32($bytes, $entry + 12)
            $size = [BitConverter]::ToUInt32($bytes, $entry + 16)
            if ($Address -ge $begin -and $Address -lt ($begin + $size)) {
                return [int64]($Address - $begin + [BitConverter]::ToUInt32($bytes, $entry + 20))
            }
        }
        Fail "$Program 的导入表读不懂"
    }
    $directories = $header + 24 + 112
    # Number of the directory, length of an entry in it, place of the name in the entry.
    foreach ($kind in @(@(1, 20, 12), @(13, 32, 4))) {
        $address = [BitConverter]::ToUInt32($bytes, $directories + 8 * $kind[0])
        if ($address -eq 0) { continue }
        $entry = & $offsetOf $address
        while ($true) {
            $name = [BitConverter]::ToUInt32($bytes, $entry + $kind[2])
            if ($name -eq 0) { break }
            $begin = & $offsetOf $name
            $end = [Array]::IndexOf($bytes, [byte]0, [int]$begin)
            ([System.Text.Encoding]::ASCII.GetString($bytes, $begin, $end - $begin)).ToLowerInvariant() -replace '\.dll$', ''
            $entry += $kind[1]
        }
    }
}

function Test-Program([string]$Program) {
    $imports = @(Get-Imports $Program | Sort-Object -Unique)
    Say "$(Split-Path $Program -Leaf) 需要的系统库：$($imports -join ' ')"
    $known = Get-Content (Join-Path $PSScriptRoot 'system-dlls.txt') | Where-Object { $_ -notmatch '^#' }
    $foreign = @($imports | Where-Object { $known -notcontains $_ })
    if ($foreign.Count -gt 0) { Fail "需要 Windows 10 不自带的库，或者还没有登记的系统库：$($foreign -join ' ')" }
    $facts = (Get-Item $Program).VersionInfo
    if ($facts.ProductName -ne '鉴证台') { Fail "$Program 没有中文的版本信息" }
    if ($facts.ProductVersion -ne (Get-Version)) { Fail "$Program 的版本信息是 $($facts.ProductVersion)" }
}

# The licence texts of the crates that are linked in.
function Get-Licences {
    $packages = (& cargo metadata --locked --format-version 1 | Out-String | ConvertFrom-Json).packages
    $linked = & cargo tree --locked --edges normal --prefix none --format '{p}' | ForEach-Object { ($_ -split ' ')[0..1] -join ' ' }
    $linked = @($linked | Sort-Object -Unique)
    foreach ($package in $packages) {
        if ($linked -notcontains "$($package.name) v$($package.version)" -or -not $package.source) { continue }
        '----------------------------------------'
        "$($package.name)-$($package.version): $($package.license)"
        $folder = Split-Path $package.manifest_path
        $texts = Get-ChildItem $folder -File | Where-Object { $_.Name -match '^(licen[sc]e|copying|notice|copyright)' }
        foreach ($text in $texts) { "`n($($text.Name))`n"; Get-Content $text.FullName -Encoding UTF8 }
    }
}

function Write-Text([string]$File, [string[]]$Lines) {
    [System.IO.File]::WriteAllText($File, ($Lines -join "`r`n") + "`r`n", [System.Text.UTF8Encoding]::new($true))
}

# What the uninstaller takes away: exactly what the installer laid down, never a whole folder.
function Write-UninstallList([string]$Stage, [string]$File) {
    $of = { param($Entry) $Entry.FullName.Substring($Stage.Length + 1) }
    $files = Get-ChildItem $Stage -Recurse -File | ForEach-Object { 'Delete "$INSTDIR\' + (& $of $_) + '"' }
    $folders = Get-ChildItem $Stage -Recurse -Directory | Sort-Object FullName -Descending |
        ForEach-Object { 'RMDir "$INSTDIR\' + (& $of $_) + '"' }
    Write-Text $File (@($files) + @($folders))
}

function Find-Makensis {
    if (Has 'makensis') { return 'makensis' }
    $usual = Join-Path ${env:ProgramFiles(x86)} 'NSIS\makensis.exe'
    if (-not (Test-Path $usual)) { Install-ByWinget 'NSIS.NSIS' 'NSIS' @() }
    if (-not (Test-Path $usual)) { Fail '没有找到 makensis。请装好 NSIS 3，再运行一次。' }
    return $usual
}

function Build-Downloads([string[]]$Programs, [string]$Windows) {
    $version = Get-Version
    $name = "appraisal-desk-$version-x64"
    $stage = Join-Path $Windows "stage\appraisal-desk-$version"
    $dist = Join-Path $Windows 'dist'
    foreach ($folder in @((Join-Path $Windows 'stage'), $dist)) {
        if (Test-Path $folder) { Remove-Item -Recurse -Force $folder }
    }
    foreach ($folder in @("$stage\fonts\fandol", "$stage\licences", $dist)) {
        New-Item -ItemType Directory -Force $folder | Out-Null
    }
    Copy-Item $Programs $stage
    # A console takes .com before .exe: who types the name gets the one it waits for.
    Move-Item "$stage\appraisal-desk-console.exe" "$stage\appraisal-desk.com"
    # Beside the program and unmodified, as its licence wants it; see platform::fonts.
    Copy-Item assets\fonts\fandol\* "$stage\fonts\fandol"
    Copy-Item @('LICENSE-APACHE', 'LICENSE-MIT', 'THIRD-PARTY.md', 'assets\fonts\OFL-*.txt') "$stage\licences"
    Write-Text "$stage\licences\crates.txt" @(Get-Licences)

    Say '安装程序'
    $list = Join-Path $Windows 'uninstall-list.nsh'
    Write-UninstallList $stage $list
    $kib = [int]((Get-ChildItem $stage -Recurse -File | Measure-Object Length -Sum).Sum / 1024)
    Run (Find-Makensis) @('-V2', '-INPUTCHARSET', 'UTF8', '-NOCD', "-DVERSION=$version", "-DSTAGE=$stage",
        "-DOUT=$dist\$name.exe", '-DICON=assets\icons\appraisal-desk.ico',
        '-DSIDE=assets\icons\installer.bmp', "-DUNINSTALL_LIST=$list", "-DN_KIB=$kib",
        'packaging\windows\installer.nsi')

    Say '免安装的压缩包'
    Copy-Item packaging\windows\portable.cmd "$stage\office-on-this-disk.cmd"
    $readme = Get-Content packaging\windows\portable.txt -Encoding UTF8 | ForEach-Object { $_ -replace '@VERSION@', $version }
    Write-Text "$stage\README.txt" $readme
    Compress-Archive -Path $stage -DestinationPath "$dist\$name.zip" -CompressionLevel Optimal

    $sums = foreach ($file in Get-ChildItem $dist -File) {
        "$((Get-FileHash $file.FullName -Algorithm SHA256).Hash.ToLowerInvariant())  $($file.Name)"
        if ($file.Length -gt $MostMegabytes * 1000000) { Fail "$($file.Name) 超过 $MostMegabytes MB" }
    }
    [System.IO.File]::WriteAllText((Join-Path $dist 'SHA256SUMS'), ($sums -join "`n") + "`n")
    Say "做好了，在 $dist"
    $sums | ForEach-Object { Say $_ }
}

Install-Missing
$windows = Join-Path (Get-TargetDir) 'windows'
Say '编译 Windows 程序（第一次约半小时，以后几分钟）'
$programs = @(Build-Programs $windows)
foreach ($program in $programs) { Test-Program $program }
switch ($args[0]) {
    'programs' { Say "编译好了：$($programs -join ' ')" }
    $null { Build-Downloads $programs $windows }
    default { Fail "不认识的「$($args[0])」：可以写 programs，或什么也不写" }
}
