// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/checkkind.h"

#include "agent/facts/characters.h"
#include "agent/facts/commandwriter.h"

#include <algorithm>
#include <array>

namespace assay {

namespace {

struct CheckHeads {
    CheckKind kind;
    std::string_view heads; // separated by commas
};

constexpr std::array headsOfChecks{
    CheckHeads{CheckKind::Test,
               "go test,cargo test,cargo nextest,npm test,npm t,pnpm test,yarn test,bun test,deno test,pytest,"
               "py.test,python -m pytest,python -m unittest,jest,vitest,mocha,ava,ctest,gradle test,gradlew "
               "test,mvn test,mvn verify,mvnw test,mvnw verify,dotnet test,mix test,rspec,phpunit,swift "
               "test,flutter test,dart test,tox,nox,bats,bazel test,make test,make check,meson test,playwright "
               "test,cypress run,sbt test,rails test,rake test,rake spec,poetry run pytest,uv run pytest,npx "
               "jest,npx vitest,npx mocha,npx playwright test,npx cypress,bundle exec rspec,pnpm vitest,yarn jest"},
    CheckHeads{
        CheckKind::Lint,
        "golangci-lint,golangci-lint run,eslint,ruff,ruff check,flake8,pylint,mypy,pyright,cargo clippy,go vet,"
        "staticcheck,shellcheck,rubocop,clang-tidy,hadolint,markdownlint,biome check,biome lint,npx eslint,npx "
        "biome,npx "
        "tsc,tsc,yamllint,actionlint,swiftlint,ktlint,phpstan,npx @biomejs/biome,uv run ruff,uv run mypy,pre-commit "
        "run,oxlint,stylelint,npx stylelint,vale,sqlfluff,tflint,terraform validate,buf lint"},
    CheckHeads{CheckKind::Build,
               "go build,go install,cargo build,cargo check,npm run build,make,make all,make build,ninja,cmake,gradle "
               "build,gradle "
               "assemble,gradlew build,gradlew assemble,mvn package,mvn compile,mvn install,docker build,dotnet "
               "build,xcodebuild,swift build,vite build,webpack,next build,bazel build,meson "
               "compile,gcc,g++,clang,clang++,javac,"
               "rustc,npx next,npx vite,flutter build,mix compile,hugo,docker compose build"},
    CheckHeads{CheckKind::Format,
               "gofmt,goimports,prettier,npx prettier,black,isort,cargo fmt,rustfmt,ruff format,clang-format,"
               "biome format,dprint,shfmt,terraform fmt,go fmt,mix format,dart format,swiftformat"},
};

bool hasHead(std::string_view heads, std::string_view head)
{
    for (std::size_t at = heads.find(head); at != std::string_view::npos; at = heads.find(head, at + 1)) {
        const std::size_t end = at + head.size();
        if ((at == 0 || heads[at - 1] == ',') && (end == heads.size() || heads[end] == ','))
            return true;
    }
    return false;
}

// The name of a task or of a script of the project tells what it does.
CheckKind kindOfName(std::string_view name)
{
    CheckKind kind = CheckKind::None;
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i < name.size() && isLetter(name[i])) {
            word += lowerCase(name[i]);
            continue;
        }
        if (isListed("test tests spec specs e2e pytest jest vitest", word))
            return CheckKind::Test;
        if (isListed("lint vet typecheck types check eslint clippy verify", word))
            kind = CheckKind::Lint;
        else if (kind == CheckKind::None && isListed("build compile", word))
            kind = CheckKind::Build;
        else if (kind == CheckKind::None && isListed("fmt format prettier", word))
            kind = CheckKind::Format;
        word.clear();
    }
    return kind;
}

constexpr std::string_view TaskRunners =
    "npm pnpm yarn bun make just task rake mise poetry uv composer nx turbo deno gradle gradlew "
    "pdm hatch invoke lerna";

} // namespace

CheckKind checkKindOf(const NormalCommand &command)
{
    for (const CheckHeads &each : headsOfChecks) {
        if (hasHead(each.heads, command.head))
            return each.kind;
    }
    const std::size_t blank = command.head.find(' ');
    if (blank != std::string::npos && isListed(TaskRunners, command.program)) {
        const std::string_view task = std::string_view(command.head).substr(command.head.rfind(' ') + 1);
        return isListed("install add i remove ci", task) ? CheckKind::None : kindOfName(task);
    }
    if (command.head.starts_with("./"))
        return kindOfName(programName(command.head));
    // A shell that is given a script of the project.
    const std::size_t script = command.form.find("<path:sh=");
    if (script != std::string::npos && isListed("bash sh zsh", command.program))
        return kindOfName(
            programName(std::string_view(command.form).substr(script, command.form.find('>', script) - script)));
    return CheckKind::None;
}

bool makesCommit(const NormalCommand &command)
{
    return command.head == "git commit" && command.form.find(" --dry-run") == std::string::npos;
}

bool tellsFailure(std::string_view output)
{
    constexpr std::array<std::string_view, 22> Marks{"--- FAIL",
                                                     "\nFAIL\t",
                                                     "FAIL ",
                                                     "npm ERR!",
                                                     "npm error",
                                                     "error[E",
                                                     "error: could not compile",
                                                     "error TS",
                                                     " failed, ",
                                                     "FAILED (",
                                                     "=== FAILURES",
                                                     "ERRORS =",
                                                     "Traceback (most recent call last)",
                                                     "make: *** ",
                                                     "BUILD FAILED",
                                                     "Build FAILED",
                                                     "✖ ",
                                                     "panic: ",
                                                     "fatal error: ",
                                                     "Command failed",
                                                     "[build failed]",
                                                     "ELIFECYCLE"};
    for (const std::string_view mark : Marks) {
        const std::size_t at = output.find(mark);
        // "0 failed, " is good news.
        const bool none = mark == " failed, " && at != std::string_view::npos && at > 0 && output[at - 1] == '0' &&
                          (at < 2 || !isDigit(output[at - 2]));
        if (at != std::string_view::npos && !none)
            return true;
    }
    return output.starts_with("FAIL");
}

} // namespace assay
