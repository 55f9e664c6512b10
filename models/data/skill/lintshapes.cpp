// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/skill/lintshapes.h"

#include <array>

namespace assay {

namespace {

constexpr auto danger = LintSeverity::Danger;
constexpr auto warning = LintSeverity::Warning;

constexpr std::array dangerous = {
    LintShape{"html-comment", warning, LintShape::Among::Sentences, "<!--",
              "A comment: the model reads it, a reader of the page does not."},
    LintShape{
        "hidden-markup", danger, LintShape::Among::Lines,
        "display\\s*:\\s*none|visibility\\s*:\\s*hidden|font-size\\s*:\\s*0|opacity\\s*:\\s*0\\b|color\\s*[=:]\\s*["
        "\"']?"
        "(#fff(fff)?\\b|white)|^\\s*\\[[^\\]]*\\]:\\s*#?\\s*[(\"']|\\bhidden\\s*>",
        "Text that a page does not show and the model reads."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "\\b(ignore|disregard|forget|override|bypass)\\b[^.`]{0,40}\\b(instructions?|rules|guidelines|prompts?|"
              "restrictions|safety|polic(y|ies))\\b",
              "Speaks to the agent against its instructions."},
    LintShape{
        "instruction-like", danger, LintShape::Among::Sentences,
        "\\b(without|never|do not|don't)\\s+(first\\s+)?(ask|tell|inform|notif|mention|confirm)\\w*\\b[^.`]{0,24}\\b"
        "(user|human|developer|person|permission|confirmation|approval|anyone)\\b",
        "Wants something done behind a person's back."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "\\byou are (now|no longer)\\b|\\b(developer|god|jailbreak|unrestricted) mode\\b|\\bno restrictions\\b|"
              "\\boverrides? your\\b|(^|\\n)[\\s#>*_-]*+SYSTEM\\s*:",
              "Gives the agent another role."},
    LintShape{
        "instruction-like", danger, LintShape::Among::Sentences,
        "\\b(report|say|claim|pretend|answer)\\b[^.`]{0,40}\\b(pass(ed|es)?|succe\\w+|green|fine)\\b[^.`]{0,30}\\b"
        "(even (if|when|though)|regardless|no matter)\\b",
        "Wants a result to be told that is not true."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "</?(system|user|assistant|human|system-reminder|instructions?|tool_result)\\s*>",
              "Looks like a message of somebody else in the conversation."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "\\b(print|reveal|show|repeat|output|leak|copy)\\b[^.`]{0,30}\\b(system prompt|hidden instructions|your "
              "instructions)\\b",
              "Wants the agent's own instructions."},
    LintShape{
        "instruction-like", danger, LintShape::Among::Sentences,
        "ignorier\\w*[^.]{0,40}(anweisung|regel)|ignore[rz]\\b[^.]{0,40}(instruction|consigne|r\xc3\xa8gle)|ignor[ae]"
        "\\w*"
        "[^.]{0,40}(instrucci|istruzion|instru\xc3\xa7|reglas|regras|regole)|\xd0\xb8\xd0\xb3\xd0\xbd\xd0\xbe\xd1\x80"
        "\xd0\xb8\xd1\x80\xd1\x83\\w*[^.]{0,40}(\xd0\xb8\xd0\xbd\xd1\x81\xd1\x82\xd1\x80\xd1\x83\xd0\xba|"
        "\xd0\xbf\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb8\xd0\xbb)|\xe5\xbf\xbd\xe7\x95\xa5[^\xe3\x80\x82]{0,12}"
        "(\xe6\x8c\x87\xe4\xbb\xa4|\xe6\x8c\x87\xe7\xa4\xba|\xe8\xa7\x84\xe5\x88\x99)|\xe7\x84\xa1\xe8\xa6\x96",
        "Speaks to the agent against its instructions."},
    LintShape{"permission-bypass", danger, LintShape::Among::Lines,
              "dangerously-skip-permissions|bypassPermissions|--yolo\\b|--full-auto\\b|acceptEdits|dangerously-bypass",
              "Takes the agent's questions away."},
    LintShape{"shell-injection", danger, LintShape::Among::Lines, "!`|^\\s*(```+|~~~+)\\s*!",
              "Runs a command when the skill is loaded, without a question."},
    LintShape{"file-reference", warning, LintShape::Among::Lines, "(^|[\\s(\"'])@(~?/|\\.{1,2}/|[\\w-]+[./])[\\w./-]+",
              "Pulls a file into what the model reads."},
    LintShape{"destructive-command", danger, LintShape::Among::Lines,
              "\\brm\\b[^|;&]*(\\s-[a-z]*r[a-z]*f|\\s-[a-z]*f[a-z]*r|\\s-r\\b[^|;&]*\\s-f\\b|\\s-f\\b[^|;&]*\\s-r\\b|"
              "--recursive\\b[^|;&]*--force|--force\\b[^|;&]*--recursive)",
              "Removes folders without a question."},
    LintShape{
        "destructive-command", danger, LintShape::Among::Lines,
        "\\bgit\\b[^|;&]*\\b(push\\b[^|;&]*(--force\\b|\\s-f\\b|\\s\\+\\w|--mirror|--delete)|reset\\s+--hard|clean\\s+"
        "-[a-z]*f|filter-branch|filter-repo|checkout\\s+--\\s+\\.|update-ref\\s+-d|reflog\\s+expire)",
        "Throws away work in a repository."},
    LintShape{
        "destructive-command", danger, LintShape::Among::Lines,
        "\\b(drop\\s+(table|database|schema)|truncate\\s+table|delete\\s+from\\s+\\w+\\s*(;|$|'|\"|`)|mkfs(\\.\\w+)?"
        "\\b|"
        "dd\\s+[^|;&]*of=|shred\\b|find\\b[^|;&]*-delete|>\\s*/dev/sd|terraform\\s+destroy|-auto-approve|kubectl\\s+"
        "delete|helm\\s+uninstall|docker\\s+system\\s+prune|dropdb\\b|flushall\\b|aws\\s+s3\\s+r[bm]\\b)",
        "Destroys data or services."},
    LintShape{
        "pipe-to-shell", danger, LintShape::Among::Lines,
        "\\|\\s*(sudo\\s+)?(-\\S+\\s+)*(ba|z|da|k|fi)?sh\\b|\\|\\s*(sudo\\s+)?(python3?|node|perl|ruby)\\b(\\s+-)?"
        "\\s*($|`)|"
        "\\b(ba|z)?sh\\s+(-c\\s+)?<\\(|\\beval\\s+[\"']?\\$\\(|\\b(python3?|node|ruby|perl|ba?sh)\\s+-[ce]\\s+[\"']?"
        "\\$\\(|"
        "\\bsource\\s+<\\(|\\biex\\b",
        "Runs what it has just fetched or unpacked, unseen."},
    LintShape{
        "exfiltration", danger, LintShape::Among::Lines,
        "\\bcurl\\b[^|;&]*\\s(-F|--form|-d|--data\\S*|-T|--upload-file)\\s*\\S*[@<]|\\|\\s*(curl|nc|ncat|telnet)\\b|"
        "\\b(nc|ncat)\\s+\\S+\\s+\\d{2,5}\\b|!\\[[^\\]]*\\]\\(https?://"
        "[^)]*[?&][^)]*\\)|\\b(dig|nslookup|host)\\b[^|;&]*"
        "\\$\\(|\\b(requestbin|webhook\\.site|pastebin\\.com|ngrok\\.io|transfer\\.sh)",
        "Sends something away."},
    LintShape{"network-command", warning, LintShape::Among::Lines,
              "(^|[`|;&(\\s])(curl|wget|scp|rsync|sftp|ssh|ftp|telnet|ncat?)\\s+(?!(-\\S+\\s+)*https?://"
              "(localhost|127\\.))\\S",
              "Reaches the network."},
    LintShape{
        "credential-path", danger, LintShape::Among::Lines,
        "\\.ssh/|\\bid_(rsa|ed25519|ecdsa)\\b|\\.aws/|\\.gnupg\\b|\\.kube/config|/etc/(passwd|shadow)|(^|[\\s`\"'/"
        "(])\\."
        "(netrc|npmrc|pypirc|pgpass|git-credentials)\\b|\\bkeychain\\b|\\.docker/config\\.json|\\.config/gh/",
        "Names where credentials lie."},
    LintShape{"disabled-check", warning, LintShape::Among::Lines,
              "--no-verify\\b|--no-gpg-sign\\b|sslVerify=false|NODE_TLS_REJECT_UNAUTHORIZED|\\bcurl\\b[^|;&]*\\s(-k|--"
              "insecure)"
              "\\b|--no-check-certificate|StrictHostKeyChecking=no|verify=False|SKIP=\\w+\\s+git",
              "Leaves out a check that somebody wants."},
    LintShape{"persistence", danger, LintShape::Among::Lines,
              "\\bcrontab\\b|\\.(bashrc|zshrc|profile|bash_profile|zprofile)\\b|\\bsystemctl\\s+(--user\\s+)?enable|"
              "launchctl|"
              "LaunchAgents|\\.git/hooks|\\.claude/(settings|hooks)|/etc/(cron|systemd)|authorized_keys",
              "Changes what runs by itself later."},
    LintShape{"privilege", warning, LintShape::Among::Lines,
              "(^|[`|;&(\\s])(sudo|doas|su\\s+-)\\s|\\bchmod\\b[^|;&]*\\b0?777\\b|\\bsetuid\\b",
              "Runs with more rights than the agent has."},
    LintShape{"encoded-text", danger, LintShape::Among::Lines,
              "[A-Za-z0-9+/]{100,}={0,2}|(\\\\x[0-9a-f]{2}){16,}|\\b[0-9a-f]{130,}\\b",
              "A long coded text that nobody can read."},
    LintShape{
        "secret", danger, LintShape::Among::Lines,
        "\\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|sk-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\\w-]{"
        "10,}|"
        "AIza[\\w-]{35}|glpat-[\\w-]{20}|npm_[A-Za-z0-9]{30,}|eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,})|-----BEGIN [A-Z "
        "]*PRIVATE "
        "KEY|://[^/\\s:@]+:[^@\\s/{$<]{6,}@|\\b(password|passwd|secret|api[_-]?key|token)\\s*[:=]\\s*[\"']?"
        "(?=[^\\s\"']*\\d)[^\\s\"'<${`(]{10,}",
        "Looks like a secret."},
    LintShape{"absolute-path", warning, LintShape::Among::Lines,
              "(^|[\\s`\"'(=])(/(home|Users|root|mnt|srv|opt|var|tmp)/[\\w.-]+|[A-Z]:\\\\\\\\?\\w)",
              "A path of one machine."},
    LintShape{"parent-path", warning, LintShape::Among::Lines, "(^|[\\s`\"'(=/])\\.\\./\\.\\./",
              "Leads out of the skill's folder."},
    // What a second look for ways around the first found.
    LintShape{"pipe-to-shell", danger, LintShape::Among::Lines,
              "\\b(ba|z|da)?sh\\s+(-c\\s+)?[\"']?(\\$\\(|`)\\s*(curl|wget)|(^|[;&`\\s])\\.\\s+<\\(",
              "Runs what it has just fetched, unseen."},
    LintShape{
        "pipe-to-shell", danger, LintShape::Among::Lines,
        "\\b(npx|bunx|uvx|pipx|npm|pip3?|uv|cargo|go|gem|deno)\\b[^|;&]*?\\s(git\\+)?https?://(?!(localhost|127\\.))",
        "Installs or runs what lies behind an address."},
    LintShape{"destructive-command", danger, LintShape::Among::Lines,
              "\\bshutil\\.rmtree|\\bfs\\.rm(Sync)?\\(|\\brimraf\\s|\\brm_rf\\b|\\bRemove-Item\\b[^|;&]*?-Recurse|"
              "\\bfind\\b[^|;&]*?-exec\\s+rm\\b|(^|[;&`\\s]):\\s*>\\s*[\\w./~]|\\btruncate\\s+-s\\s*0",
              "Removes or empties files without a question."},
    LintShape{"destructive-command", danger, LintShape::Among::Lines,
              "\\bgit\\b[^|;&]*?\\b(clean\\b[^|;&]*?\\s--force|push\\b[^|;&]*?\\s:\\w|rebase\\b[^|;&]*?\\s--root)",
              "Throws away work in a repository."},
    LintShape{"exfiltration", danger, LintShape::Among::Lines, "\\b(curl|wget)\\b[^|;&]*?https?://\\S*?\\$\\(",
              "Sends something away."},
    LintShape{"exfiltration", warning, LintShape::Among::Lines,
              "\\bgit\\s+remote\\s+(add|set-url)\\b|\\bgit\\s+push\\b[^|;&]*?\\s--all\\b",
              "Sends the repository somewhere else."},
    LintShape{"credential-path", danger, LintShape::Among::Lines,
              "\\.config/(gcloud|hub|op|doctl|rclone)\\b|\\.azure/|application_default_credentials|cookies\\.sqlite|"
              "\\.mozilla/|\\.password-store\\b|\\.vault-token\\b|/proc/(self|\\d+)/environ",
              "Names where credentials lie."},
    LintShape{"credential-path", warning, LintShape::Among::Lines,
              "(^|[\\s`\"'/(])\\.env\\b(?!\\.?(example|sample|template|dist))",
              "Names a file in which secrets usually lie."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "\\b(no need|not "
              "necessary|needless|unnecessary)\\b[^.`]{0,24}\\b(user|human|developer|person|anyone|anybody)\\b"
              "[^.`]{0,20}\\b(see|know|approve|confirm|review|check|told|asked|shown|informed)",
              "Wants something done behind a person's back."},
    LintShape{
        "instruction-like", danger, LintShape::Among::Sentences,
        "\\balready (been )?(approved|authori[sz]ed|consented|agreed)\\b[^.`]{0,40}\\b(every|all|any|following|below|"
        "above)\\b|\\b(go ahead|proceed|carry on)\\b[^.`]{0,30}\\bwithout\\b[^.`]{0,16}\\b(prompt|question|confirm|"
        "approval|permission)",
        "Says that somebody has agreed to it."},
    LintShape{
        "instruction-like", danger, LintShape::Among::Sentences,
        "\\b(precedence|priority) over\\b[^`]{0,40}(\\bCLAUDE\\.md|\\bAGENTS\\.md|\\byour\\b|\\bsystem\\b|\\byou "
        "(were|are)"
        "\\b|\\bother (skills|rules|instructions))|\\b(supersedes?|outranks?)\\b[^`]{0,40}(CLAUDE\\.md|AGENTS\\.md|"
        "\\binstructions?)",
        "Places itself above the instructions of others."},
    LintShape{"instruction-like", danger, LintShape::Among::Sentences,
              "\\b(from|after|starting "
              "(with|at))\\b[^.`]{0,24}\\b(message|turn|prompt|reply|replies)s?\\b[^.`]{0,8}\\bon(wards?)?"
              "\\b",
              "Waits until nobody looks."},
    LintShape{"persistence", danger, LintShape::Among::Sentences,
              "\\b(add|copy|put|install|spread|write)\\b[^.`]{0,16}\\bthis "
              "(file|skill|text|prompt)\\b[^.`]{0,20}\\b(every|all|"
              "each|other)\\b[^.`]{0,16}\\b(repositor|project|folder|skill|machine|workspace)",
              "Spreads itself."},
    LintShape{
        "persistence", danger, LintShape::Among::Lines,
        "\\.config/(fish|autostart|systemd)\\b|\\bconfig\\.fish\\b|(^|[;&`\\s])at\\s+(now|midnight|noon|teatime)\\b|"
        "\\bschtasks\\b|/etc/rc\\.local",
        "Changes what runs by itself later."},
    LintShape{"privilege", danger, LintShape::Among::Lines,
              "/etc/sudoers|\\bNOPASSWD\\b|\\s--privileged\\b|-v\\s+/:/|\\bdocker\\.sock\\b|\\bnsenter\\b|\\bsetcap\\b",
              "Takes more rights than the person has given."},
};

} // namespace

std::span<const LintShape> dangerousShapes()
{
    return dangerous;
}

} // namespace assay
