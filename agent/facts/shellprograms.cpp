// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/facts/shellprograms.h"

#include "agent/facts/commandwriter.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace assay {

namespace {

// verbs: of the first word; nested: first words that have verbs of their own ("*" = all); valueOptions: beyond the
// common ones below.
struct ProgramRule {
    std::string_view programs;
    int verbs;
    std::string_view nested;
    std::string_view valueOptions;
};

constexpr std::array Programs{
    ProgramRule{"git", 1, "stash worktree remote submodule bisect notes lfs subtree flow", "-m -C -c -n -b -B -F -o"},
    ProgramRule{"gh", 1,
                "pr issue repo run workflow release auth gist secret variable label cache project extension "
                "ruleset codespace search config alias ssh-key gpg-key",
                "-R -t -b -F -f -H -q -L -s -B -X -l -a -r -m -S -w -j"},
    ProgramRule{"glab", 1, "*", "-R -t -d -b -l -a"},
    ProgramRule{"go", 1, "mod tool work",
                "-run -count -timeout -tags -o -C -coverprofile -bench -benchtime -p -parallel "
                "-ldflags -gcflags -fuzz -fuzztime -cpuprofile -memprofile -mod -f"},
    ProgramRule{"npm", 1, "run run-script pkg config audit cache version", "-w -C"},
    ProgramRule{"pnpm", 1, "run exec dlx store", "-C -w -F"},
    ProgramRule{"yarn", 1, "run workspace workspaces dlx", ""},
    ProgramRule{"bun", 1, "run x pm", ""},
    ProgramRule{"npx bunx pnpx", 1, "prisma supabase playwright nx turbo wrangler drizzle-kit", "-p"},
    ProgramRule{"node deno", 0, "", "-e -p -r"},
    ProgramRule{"cargo", 1, "", "-p -j -F -Z"},
    ProgramRule{"rustup", 1, "toolchain target component", ""},
    ProgramRule{"docker podman nerdctl", 1, "compose container image network volume buildx system context builder",
                "-t -f -p -v -e -w -u -l -n"},
    ProgramRule{"docker-compose", 1, "", "-f -p"},
    ProgramRule{"kubectl oc", 1, "rollout config auth create set top", "-n -l -o -c -f -p"},
    ProgramRule{"helm", 1, "repo dependency plugin registry", "-n -f"},
    ProgramRule{"terraform tofu", 1, "state workspace providers", ""},
    ProgramRule{"aws gcloud az", 1, "*", ""},
    ProgramRule{"mise rtx", 1, "run r settings cache", "-C -E"},
    ProgramRule{"make gmake just task rake invoke", 1, "", "-C -f -I -o -W -t"},
    ProgramRule{"gradle gradlew mvn mvnw sbt ant", 1, "", "-p -f -pl -x"},
    ProgramRule{"bazel bazelisk buck2 nx turbo", 1, "run", ""},
    ProgramRule{"cmake", 0, "", "-B -S -G -D -j -t -P"},
    ProgramRule{"ninja ctest meson", 0, "", "-C -j -R -L -E -t"},
    ProgramRule{"pip pip3 pipx", 1, "", "-r -c -e -t -i"},
    ProgramRule{"uv", 1, "run pip tool python", "-p"},
    ProgramRule{"poetry pdm hatch rye pipenv", 1, "run env", ""},
    ProgramRule{"conda mamba", 1, "env", "-n -c"},
    ProgramRule{"bundle", 1, "exec", ""},
    ProgramRule{"rails mix composer artisan symfony", 1, "", ""},
    ProgramRule{"dotnet swift flutter dart xcodebuild", 1, "", "-c -f -o"},
    ProgramRule{"pytest py.test", 0, "", "-k -m -n -p -c -o"},
    ProgramRule{"golangci-lint ruff biome buf sqlx alembic pre-commit changeset semgrep", 1, "", "-c"},
    ProgramRule{"systemctl journalctl", 1, "", "-u -n -t"},
    ProgramRule{"apt apt-get brew dnf yum pacman apk port", 1, "services", ""},
    ProgramRule{"tmux screen", 1, "", "-t -s -n -c -S"},
    ProgramRule{"supabase prisma drizzle-kit wrangler vercel netlify fly flyctl heroku railway firebase", 1,
                "db migrate secret secrets functions deploy kv d1 r2", ""},
    ProgramRule{"argocd nomad vault consul", 1, "*", ""},
    ProgramRule{"kind minikube k3d skaffold tilt ollama nvm fnm asdf pm2 jj hg svn lerna rush nix", 1, "", ""},
    ProgramRule{"sed", 0, "", "-e -f"},
    ProgramRule{"grep egrep fgrep rg ag", 0, "", "-A -B -C -e -m -g -t -f -T"},
    ProgramRule{"head tail", 0, "", "-n -c"},
    ProgramRule{"find fd", 0, "", "-name -iname -type -path -maxdepth -mindepth -mtime -mmin -size -newer -not -e -t"},
    ProgramRule{"curl wget http", 0, "", "-X -H -d -o -u -F -A -e -m -w -O -b -c"},
    ProgramRule{"psql mysql sqlite3 pg_dump mongosh redis-cli", 0, "", "-c -d -h -U -p -f -e -u -n -P -t"},
    ProgramRule{"ssh scp rsync sftp", 0, "", "-p -i -o -P -l -e -F"},
    ProgramRule{"python python3", 0, "", "-c -W -X"},
    ProgramRule{"jq yq", 0, "", "-f --arg --argjson"},
    ProgramRule{"tar", 0, "", "-C -f"},
    ProgramRule{"cat ls rm cp mv mkdir touch chmod chown ln wc uniq diff tree file stat which type du df ps kill lsof "
                "open awk tr tee basename dirname realpath readlink date sleep pwd env printenv id whoami uname "
                "hostname true false seq cmp md5sum sha256sum base64 gzip gunzip unzip zip nc ping dig nslookup pgrep "
                "pkill killall wait jobs less more bat history clear test gofmt goimports prettier eslint tsc vitest "
                "jest mocha black flake8 mypy pylint isort rubocop rspec shellcheck clang-format clang-tidy rustfmt "
                "rustc gcc g++ clang clang++ javac java ruby perl php lua",
                0, "", ""},
    ProgramRule{"sort cut xxd", 0, "", "-k -t -d -f -c -l -s"},
};

constexpr std::string_view CommonValueOptions =
    "--title --body --message --author --repo --branch --base --head --format --output --file --name --filter --grep "
    "--since --until --port --host --config --timeout --jq --template --label --state --limit --json --body-file "
    "--method --header --field --raw-field --data --context --namespace --selector --prefix --workspace --package "
    "--target --features --manifest-path --project --region --profile --query --max-time --interval --assignee "
    "--reviewer --milestone --run --job --env --env-file --tag --build-arg --network --volume --user --password "
    "--depth "
    "--test --bin --example --reporter --testNamePattern --test-dir --build --preset --parallel --cwd --dir "
    "--directory "
    "--max-count --glob --type --include --exclude --exclude-dir --git-dir --work-tree --subject --commit --notes "
    "--workflow --event --search --add-label --remove-label --add-reviewer --add-assignee";

// Words that are flags without a value however common their name is with one.
constexpr std::string_view GitFlags = "--name --format";

constexpr std::array Wrappers{
    WrapperRule{"sudo", 0, "-u -g -p -C"},
    WrapperRule{"doas", 0, "-u"},
    WrapperRule{"env", 0, "-u -C -S"},
    WrapperRule{"time", 0, "-f -o"},
    WrapperRule{"gtime", 0, "-f -o"},
    WrapperRule{"timeout", 1, "-k -s --signal --kill-after"},
    WrapperRule{"gtimeout", 1, "-k -s"},
    WrapperRule{"nohup", 0, ""},
    WrapperRule{"xargs", 0, "-n -I -P -L -d -s -a -E"},
    WrapperRule{"nice", 0, "-n"},
    WrapperRule{"ionice", 0, "-c -n"},
    WrapperRule{"stdbuf", 0, "-o -e -i"},
    WrapperRule{"setsid", 0, ""},
    WrapperRule{"builtin", 0, ""},
    WrapperRule{"exec", 0, "-a"},
    WrapperRule{"caffeinate", 0, "-t -w"},
    WrapperRule{"cross-env", 0, ""},
    WrapperRule{"xvfb-run", 0, "-s -n -e"},
    WrapperRule{"unbuffer", 0, ""},
    WrapperRule{"arch", 0, ""},
    WrapperRule{"chronic", 0, ""},
    WrapperRule{"dotenv", 0, "-e"},
};

std::unordered_map<std::string_view, const ProgramRule *> rulesByProgram()
{
    std::unordered_map<std::string_view, const ProgramRule *> rules;
    for (const ProgramRule &rule : Programs) {
        std::size_t at = 0;
        while (at < rule.programs.size()) {
            const std::size_t end = std::min(rule.programs.find(' ', at), rule.programs.size());
            rules.try_emplace(rule.programs.substr(at, end - at), &rule);
            at = end + 1;
        }
    }
    return rules;
}

const ProgramRule *ruleOf(std::string_view program)
{
    static const auto rules = rulesByProgram();
    const auto found = rules.find(program);
    return found == rules.end() ? nullptr : found->second;
}

} // namespace

int verbsBehind(std::string_view program, std::string_view verbs)
{
    const ProgramRule *rule = ruleOf(program);
    if (!rule)
        return -1;
    if (verbs.empty())
        return rule->verbs;
    const bool second = verbs.find(' ') == std::string_view::npos;
    return second && (rule->nested == "*" || isListed(rule->nested, verbs)) ? 1 : 0;
}

bool takesValue(std::string_view program, std::string_view option)
{
    if (program == "git" && isListed(GitFlags, option))
        return false;
    if (option.starts_with("--") && isListed(CommonValueOptions, option))
        return true;
    const ProgramRule *rule = ruleOf(program);
    return rule && isListed(rule->valueOptions, option);
}

const WrapperRule *wrapperRule(std::string_view program)
{
    const auto found = std::ranges::find(Wrappers, program, &WrapperRule::program);
    return found == Wrappers.end() ? nullptr : &*found;
}

bool isShell(std::string_view program)
{
    return isListed("bash sh zsh dash ksh fish", program);
}

bool isContext(std::string_view program)
{
    return isListed(
        "cd pushd popd export set unset source . umask shopt alias true false : echo printf read exit return "
        "break continue local wait trap [[ [ test declare typeset eval shift ulimit hash",
        program);
}

} // namespace assay
