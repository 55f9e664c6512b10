// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "skillcases.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Trade {
    const char *name;
    const char *what;
    const char *when;
    const char *steps;
};

// What people really write: builds, tests, reviews, data, documents, design; with commands, paths and links in them.
constexpr Trade trades[] = {
    {"go-tests", "Runs the Go tests", "asked to test or check a change",
     "1. `go vet ./...`\n2. `go test -race ./internal/...`\n3. If a test is flaky, run it again with `-count=10`.\n"},
    {"pr-feedback", "Works through review comments", "asked to look at the PR feedback",
     "1. `gh pr view --json number`\n2. `gh api repos/{owner}/{repo}/pulls/1/comments`\n3. Answer each thread.\n"},
    {"migration", "Writes a database migration", "a table or a column changes",
     "1. Copy `db/migrations/template.sql`.\n2. `make migrate` against the local database.\n3. Never edit an old "
     "one.\n"},
    {"css-audit", "Checks spacing and contrast", "a dialog or a page looks off",
     "1. Open the page.\n2. Compare with the tokens in `styles/tokens.css`.\n3. Contrast is at least 4.5:1.\n"},
    {"release", "Cuts a release", "asked for a new version",
     "1. `git log --oneline v1.2..`\n2. Update CHANGELOG.md.\n3. `git tag -s v1.3` and `git push --tags`.\n"},
    {"pdf-forms", "Fills PDF forms", "a form must be filled or read",
     "1. `python scripts/fields.py form.pdf`\n2. Write `values.json`.\n3. See [reference](references/fields.md).\n"},
    {"i18n", "Adds texts in all languages", "a text of the window is added",
     "1. Add the key to `locales/en.json`.\n2. `pnpm i18n:extract`\n3. Ask before you invent a translation.\n"},
    {"flaky", "Finds out why a test is flaky", "a test fails now and then",
     "1. Run it 50 times.\n2. Look for time, order and ports.\n3. Do not add sleeps; wait on a signal.\n"},
    {"terraform-fmt", "Keeps Terraform tidy", "a .tf file was edited",
     "1. `terraform fmt -recursive`\n2. `terraform validate`\n3. Show the plan; apply is for a person.\n"},
    {"api-errors", "Writes error messages", "a new error can reach a user",
     "- Say what happened, what it means, what to do next.\n- Lower case, no full stop.\n- Never blame the user.\n"},
    {"logs", "Reads logs of a service", "a request failed in staging",
     "1. `kubectl logs deploy/api --since=1h`\n2. Search for the request id.\n3. Quote the first error only.\n"},
    {"sql-review", "Reviews a query", "a query is slow",
     "1. `EXPLAIN ANALYZE` it.\n2. Look for sequential scans.\n3. Propose an index; measure before and after.\n"},
    {"git-hygiene", "Keeps commits small", "asked to commit",
     "- One idea in a commit.\n- Do not run `git push --force`; ask instead.\n- The subject says why, in 60 "
     "letters.\n"},
    {"design-doc", "Writes a design note", "a larger change is planned",
     "1. Copy docs/template.md.\n2. Problem, choices, decision.\n3. Link the issue "
     "(https://github.com/acme/app/issues).\n"},
    {"python-env", "Sets up the Python environment", "imports fail or a package is missing",
     "1. `uv venv`\n2. `uv pip install -r requirements.txt`\n3. `pytest -q`\n"},
    {"docker-dev", "Starts the services for development", "tests need the database",
     "1. `docker compose up -d db redis`\n2. Wait until `pg_isready` says yes.\n3. `docker compose down` at the "
     "end.\n"},
    {"charts", "Draws charts the house's way", "a report needs a figure",
     "1. One message in a chart.\n2. Label axes; no second axis.\n3. Save as SVG below `docs/img`.\n"},
    {"a11y", "Checks that a window can be used by all", "a dialog is added",
     "1. Every control has a name.\n2. Tab order follows sight.\n3. `npm run a11y` is green.\n"},
    {"changelog", "Keeps the changelog", "a change is visible to users",
     "- One line, present tense.\n- Name the setting, not the class.\n- Breaking changes come first.\n"},
    {"rust-lints", "Fixes clippy's complaints", "clippy or CI complains",
     "1. `cargo clippy --all-targets -- -D warnings`\n2. Fix, do not allow.\n3. `cargo fmt`\n"},
};

constexpr const char *manners[] = {
    "",
    "\n## If it fails\n\n- Read the first error, not the last.\n- Tell the user what you tried.\n",
    "\n## Do not\n\n- Do not run `rm -rf node_modules` to \"fix\" it.\n- Do not commit without being asked.\n",
    "\n## Check\n\n`make check` is green and `git status` is clean.\n",
    "\n## Facts\n\n- The dev server listens on http://localhost:5173.\n- Ports and names are in `compose.yaml`.\n",
    "\n> Ignore warnings about peer dependencies; they come from the bundler.\n",
    "\nArguments: `$ARGUMENTS` is the name of the module. Escape a dollar as `\\$1`.\n",
    "\n| step | who |\n|---|---|\n| review | a person |\n| merge | the bot |\n\nEmail the team list when done 🎉.\n",
    "\nUse the project's own words: “ledger”, “capture”, naïve café – as in the docs.\n",
    "\nWhen the user has already decided, do not ask again; say what you did.\n",
};

} // namespace

QList<SkillCase> harmlessSkills()
{
    QList<SkillCase> all;
    for (const Trade &trade : trades) {
        int number = 0;
        for (const char *manner : manners) {
            const QByteArray name = QByteArray(trade.name) + (number == 0 ? "" : "-" + QByteArray::number(number));
            QByteArray text =
                "---\nname: " + name + "\ndescription: " + trade.what + ". Use when " + trade.when + ".\n";
            if (number % 3 == 1)
                text += "license: Apache-2.0\nmetadata:\n  author: team\n  version: \"1\"\n";
            text += QByteArray("---\n\n# ") + trade.what + "\n\n" + trade.steps + manner;
            all.append({QString::fromUtf8(name), {}, text});
            ++number;
        }
    }
    return all;
}

} // namespace assay
