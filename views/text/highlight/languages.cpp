// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// The table. A language costs a row: its names, how it quotes and comments, its words.
#include "views/text/highlight/language.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr StringRule doubleQuoted{"\""_L1, "\""_L1, '\\', false};
constexpr StringRule singleQuoted{"'"_L1, "'"_L1, '\\', false};
constexpr StringRule doubleOverLines{"\""_L1, "\""_L1, '\\', true};
constexpr StringRule singleOverLines{"'"_L1, "'"_L1, 0, true};
constexpr StringRule backQuoted{"`"_L1, "`"_L1, '\\', true};
constexpr StringRule tripleDouble{"\"\"\""_L1, "\"\"\""_L1, '\\', true};
constexpr StringRule tripleSingle{"'''"_L1, "'''"_L1, '\\', true};

constexpr std::array<QLatin1StringView, 2> slashes{"//"_L1};
constexpr std::array<QLatin1StringView, 2> hash{"#"_L1};

const Language languages[] = {
    {.names = "cpp c++ cc cxx c h hpp hh hxx ipp m mm ino cuda cu"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Preprocessor | Trait::RawStrings | Trait::Prefixes,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleQuoted, singleQuoted},
     .keywords =
         "alignas alignof and asm auto break case catch class co_await co_return co_yield concept const consteval "
         "constexpr constinit const_cast continue decltype default delete do dynamic_cast else enum explicit export "
         "extern final for friend goto if import inline module mutable namespace new noexcept not operator or override "
         "private protected public register reinterpret_cast requires return sizeof static static_assert static_cast "
         "struct switch template this thread_local throw try typedef typeid typename union using virtual volatile "
         "while "
         "emit slots signals"_L1,
     .types = "bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t size_t "
              "ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t "
              "string string_view vector map set optional variant span pair tuple unique_ptr shared_ptr qint64 quint64 "
              "qint32 quint32 qint16 quint8 qreal qsizetype"_L1,
     .constants = "true false nullptr NULL"_L1},
    {.names = "python py pyi pyw python3 gyp bzl starlark"_L1,
     .files = "BUILD WORKSPACE SConstruct"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Annotations | Trait::Prefixes,
     .lineComments = hash,
     .strings = {tripleDouble, tripleSingle, doubleQuoted, singleQuoted},
     .keywords = "and as assert async await break case class continue def del elif else except finally for from global "
                 "if import in is lambda match nonlocal not or pass raise return try type while with yield self cls"_L1,
     .types = "bool bytes bytearray complex dict float frozenset int list object set str tuple type"_L1,
     .constants = "True False None NotImplemented Ellipsis"_L1},
    {.names = "javascript js jsx mjs cjs typescript ts tsx mts cts vue svelte"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Annotations,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleQuoted, singleQuoted, backQuoted},
     .keywords =
         "abstract as async await break case catch class const continue debugger declare default delete do else "
         "enum export extends finally for from function get if implements import in infer instanceof interface "
         "is keyof let namespace new of override private protected public readonly return satisfies set static "
         "super switch this throw try type typeof unique var void while with yield"_L1,
     .types = "any bigint boolean never number object string symbol unknown"_L1,
     .constants = "true false null undefined NaN Infinity"_L1},
    {.names = "go golang"_L1,
     .traits = Trait::Calls | Trait::BraceTypes,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleQuoted, singleQuoted, StringRule{"`"_L1, "`"_L1, 0, true}},
     .keywords =
         "break case chan const continue default defer else fallthrough for func go goto if import interface map "
         "package range return select struct switch type var"_L1,
     .types =
         "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string "
         "uint uint8 uint16 uint32 uint64 uintptr"_L1,
     .constants = "true false nil iota"_L1},
    {.names = "rust rs ron"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Macros | Trait::RawStrings | Trait::Characters |
               Trait::NestedComments | Trait::Prefixes,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleOverLines},
     .keywords = "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod "
                 "move mut pub ref return self static struct super trait type union unsafe use where while yield"_L1,
     .types = "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self"_L1,
     .constants = "true false"_L1},
    {.names = "java kotlin kt kts scala sc groovy gradle dart"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Annotations,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {tripleDouble, doubleQuoted, singleQuoted},
     .keywords =
         "abstract annotation as assert break by case catch class companion const constructor continue data def "
         "default do else enum extends final finally for fun get if implements import in init inline inner "
         "instanceof interface internal is lateinit native new object open operator override package private "
         "protected public record return sealed set static strictfp super suspend switch synchronized this throw "
         "throws trait transient try typealias val var volatile when where while with yield"_L1,
     .types = "boolean byte char double float int long short void"_L1,
     .constants = "true false null"_L1},
    {.names = "csharp cs c# fsharp fs"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Preprocessor | Trait::Prefixes,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {tripleDouble, doubleQuoted, singleQuoted},
     .keywords =
         "abstract as async await base break case catch checked class const continue default delegate do else enum "
         "event explicit extern finally fixed for foreach get goto if implicit in init interface internal is let "
         "lock namespace new operator out override params partial private protected public readonly record ref "
         "required return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe "
         "using value var virtual volatile when where while with yield"_L1,
     .types =
         "bool byte char decimal double dynamic float int long nint object sbyte short string uint ulong ushort void"_L1,
     .constants = "true false null"_L1},
    {.names = "shell bash sh zsh fish ksh console shellsession shell-session terminal env dotenv bats"_L1,
     .files = ".bashrc .zshrc .profile .bash_profile .env .envrc PKGBUILD configure"_L1,
     .traits = Trait::Dollars | Trait::Commands | Trait::HereDocuments | Trait::Dashes,
     .lineComments = hash,
     .strings = {doubleOverLines, singleOverLines},
     .keywords =
         "if then elif else fi for while until do done case esac in function select time return exit break continue "
         "local export readonly declare typeset unset set shift trap source alias eval exec"_L1,
     .constants = "true false"_L1},
    {.names = "json jsonc json5 jsonl ndjson webmanifest ipynb"_L1,
     .files = ".babelrc .eslintrc .prettierrc composer.lock Pipfile.lock"_L1,
     .traits = Trait::KeyStrings,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleQuoted, singleQuoted},
     .constants = "true false null"_L1},
    {.names = "yaml yml clang-format clang-tidy"_L1,
     .files = ".clang-format .clang-tidy"_L1,
     .grammar = Grammar::Keyed,
     .traits = Trait::Dashes,
     .lineComments = hash,
     .strings = {doubleOverLines, singleQuoted},
     .constants = "true false null yes no on off True False Null"_L1},
    {.names = "toml ini cfg conf properties editorconfig service desktop gitconfig lock"_L1,
     .files = ".gitconfig .editorconfig .npmrc Cargo.lock Pipfile"_L1,
     .grammar = Grammar::Keyed,
     .traits = Trait::Dashes,
     .lineComments = {"#"_L1, ";"_L1},
     .strings = {tripleDouble, tripleSingle, doubleQuoted, singleQuoted},
     .constants = "true false yes no on off inf nan"_L1},
    {.names = "sql psql postgresql mysql sqlite plsql ddl"_L1,
     .traits = Trait::CaseBlind | Trait::Calls,
     .lineComments = {"--"_L1},
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {singleOverLines, StringRule{"\""_L1, "\""_L1, 0, false}},
     .keywords =
         "add all alter analyze and any as asc begin between by cascade case cast check collate column commit conflict "
         "constraint create cross cube current database default deferrable delete desc distinct do drop each else end "
         "escape except exclude exists explain fetch filter first following for foreign from full function generated "
         "grant group grouping having if ignore immediate in index inner insert instead intersect into is isnull join "
         "key last lateral left like limit materialized natural no not notnull nothing nulls of offset on only or "
         "order "
         "outer over partition pragma preceding primary procedure range recursive references reindex release rename "
         "replace restrict returning returns right rollback row rows savepoint select set strict table temp temporary "
         "then to transaction trigger truncate union unique update using vacuum values view virtual when where window "
         "with without"_L1,
     .types = "bigint binary blob bool boolean bytea char date datetime decimal double float int integer interval json "
              "jsonb numeric real serial smallint text time timestamp timestamptz uuid varchar"_L1,
     .constants = "true false null"_L1},
    {.names = "html htm xhtml xml svg xsl xsd plist qrc ui ts_xml csproj pom rss"_L1, .grammar = Grammar::Markup},
    {.names = "css scss sass less qss"_L1, .grammar = Grammar::Style},
    {.names = "markdown md mdx mkd mdown rst"_L1, .grammar = Grammar::Markdown},
    {.names = "diff patch"_L1, .grammar = Grammar::Diff},
    {.names = "dockerfile docker containerfile"_L1,
     .files = "Dockerfile Containerfile"_L1,
     .traits = Trait::FirstWords | Trait::CaseBlind | Trait::Dollars | Trait::Dashes,
     .lineComments = hash,
     .strings = {doubleQuoted, StringRule{"'"_L1, "'"_L1, 0, false}},
     .keywords =
         "add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal "
         "user volume workdir"_L1},
    {.names = "makefile make mk cmake"_L1,
     .files = "Makefile makefile GNUmakefile CMakeLists.txt"_L1,
     .traits = Trait::Dollars | Trait::Calls,
     .lineComments = hash,
     .strings = {doubleQuoted},
     .keywords = "define else elseif endef endforeach endfunction endif endmacro export foreach function if ifdef ifeq "
                 "ifndef ifneq include macro override set unexport vpath"_L1,
     .constants = "ON OFF TRUE FALSE"_L1},
    {.names = "ruby rb rake gemspec elixir ex exs crystal cr"_L1,
     .files = "Gemfile Rakefile Podfile Vagrantfile Brewfile"_L1,
     .traits = Trait::CapitalTypes | Trait::Calls | Trait::Annotations,
     .lineComments = hash,
     .strings = {doubleQuoted, singleQuoted, backQuoted},
     .keywords =
         "alias and begin break case class def defmodule defp do else elsif end ensure extend fn for if import in "
         "include module next not or private protected public raise redo require rescue retry return self super "
         "then undef unless until use when while with yield"_L1,
     .constants = "true false nil"_L1},
    {.names = "php"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Dollars,
     .lineComments = {"//"_L1, "#"_L1},
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleOverLines, StringRule{"'"_L1, "'"_L1, '\\', true}},
     .keywords =
         "abstract and as break case catch class clone const continue declare default do echo else elseif enum "
         "extends final finally fn for foreach function global goto if implements include instanceof interface "
         "isset list match namespace new or print private protected public readonly require require_once return "
         "static switch throw trait try unset use var while yield"_L1,
     .types = "array bool callable float int iterable mixed never object string void"_L1,
     .constants = "true false null TRUE FALSE NULL"_L1},
    {.names = "swift"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes | Trait::Annotations | Trait::NestedComments,
     .lineComments = slashes,
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {tripleDouble, doubleQuoted},
     .keywords =
         "actor any as associatedtype async await break case catch class continue default defer deinit do else enum "
         "extension fallthrough fileprivate final for func get guard if import in init inout internal is lazy let "
         "mutating nonisolated open operator override private protocol public repeat rethrows return self set some "
         "static struct subscript super switch throw throws try typealias unowned var weak where while"_L1,
     .constants = "true false nil"_L1},
    {.names = "lua"_L1,
     .traits = Trait::Calls,
     .lineComments = {"--"_L1},
     .commentOpen = "--[["_L1,
     .commentClose = "]]"_L1,
     .strings = {StringRule{"[["_L1, "]]"_L1, 0, true}, doubleQuoted, singleQuoted},
     .keywords = "and break do else elseif end for function goto if in local not or repeat return then until while"_L1,
     .constants = "true false nil"_L1},
    {.names = "hcl terraform tf tfvars nomad proto protobuf graphql gql prisma nix"_L1,
     .traits = Trait::Calls | Trait::CapitalTypes,
     .lineComments = {"#"_L1, "//"_L1},
     .commentOpen = "/*"_L1,
     .commentClose = "*/"_L1,
     .strings = {doubleQuoted},
     .keywords =
         "data enum extend extends fragment import in inherit input interface let locals message model module "
         "mutation oneof optional option output package provider query reserved repeated required resource returns "
         "rpc scalar service subscription syntax terraform type union variable with"_L1,
     .types =
         "bool bytes double fixed32 fixed64 float int32 int64 list map number set sint32 sint64 string uint32 uint64"_L1,
     .constants = "true false null"_L1},
};

} // namespace

std::span<const Language> allLanguages()
{
    return languages;
}

} // namespace assay
