# What run.ps1 and test.ps1 need from the system. Dot-sourced, not run.
#
# Rust itself, its linker (Visual C++ build tools, unless Rust is of the gnu kind) and a whole Perl, with which the
# OpenSSL inside SQLCipher is configured. What is missing is installed with winget; without winget it is named.

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()

function Say([string]$Text) { Write-Host "-- $Text" }

function Fail([string]$Text) {
    Write-Host "x $Text" -ForegroundColor Red
    exit 1
}

# Runs a program and stops when it fails: PowerShell itself goes on.
function Run([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { Fail "$Program $($Arguments -join ' ') 以 $LASTEXITCODE 结束" }
}

function Has([string]$Program) { [bool](Get-Command $Program -ErrorAction SilentlyContinue) }

# The Perl that comes with Git lacks the modules OpenSSL asks for.
function Has-WholePerl {
    if (-not (Has 'perl')) { return $false }
    & perl -MLocale::Maketext::Simple -MIPC::Cmd -e 1 2>$null
    return $LASTEXITCODE -eq 0
}

function Has-Linker {
    if ((& rustc -vV | Out-String) -match 'host: .*-gnu') { return $true }
    $vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
    if (-not (Test-Path $vswhere)) { return $false }
    $found = & $vswhere -products '*' -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
    return [bool]$found
}

function Install-ByWinget([string]$Id, [string]$What, [string[]]$More) {
    if (-not (Has 'winget')) { Fail "系统缺少 $What，这里也没有 winget。请装好 $What（winget 编号 $Id），再运行一次。" }
    Say "安装 $What"
    Run 'winget' (@('install', '--id', $Id, '--exact', '--accept-package-agreements', '--accept-source-agreements') + $More)
    $env:Path = [Environment]::GetEnvironmentVariable('Path', 'Machine') + ';' + [Environment]::GetEnvironmentVariable('Path', 'User')
}

function Install-Missing {
    $cargoBin = Join-Path $env:USERPROFILE '.cargo\bin'
    if (-not (Has 'cargo') -and (Test-Path $cargoBin)) { $env:Path = "$cargoBin;$env:Path" }
    if (-not (Has 'cargo')) { Fail '没有找到 cargo。请先从 https://rustup.rs 装 Rust，再运行一次。' }
    if (-not (Has-Linker)) {
        $parts = '--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended'
        Install-ByWinget 'Microsoft.VisualStudio.2022.BuildTools' 'Visual C++ 生成工具' @('--override', $parts)
    }
    if (-not (Has-WholePerl)) { Install-ByWinget 'StrawberryPerl.StrawberryPerl' 'Strawberry Perl' @() }
}

# Where cargo puts what it builds.
function Get-TargetDir {
    (& cargo metadata --no-deps --offline --format-version 1 | Out-String | ConvertFrom-Json).target_directory
}

# The office folder inside a demo folder.
function Find-Office([string]$Folder) {
    $vault = Get-ChildItem -Path $Folder -Recurse -Filter 'vault.json' | Select-Object -First 1
    if (-not $vault) { Fail "演示没有建出机构数据：$Folder 下没有 vault.json。" }
    $vault.DirectoryName
}
