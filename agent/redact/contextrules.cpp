// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/rules.h"

namespace assay {

namespace {

using enum ValueCheck;

// The last words of names whose values are secrets, and the few words that may follow them.
const std::string nameEnd =
    R"((?:passw(?:or)?d|passwort|passphrase|pwd|secret|token|credential|authorization|connection[_.\-]?string|(?:\b|[_.\-])pass|(?-i:[a-z0-9]Pass)|(?:api|access|private|secret|encryption|signing|master|account|app|application|admin|auth|deploy|license|service|storage|consumer|cipher|crypt|aes|hmac|jwt|ssh|gpg|client|write|ingest)[_.\-]?key)(?:[_.\-]?(?:base|value|key|data|b64|base64|prod|production|dev|test|staging|live|old|new|current|[0-9]{1,2})){0,2})";

// A name with what may close it (quotes, brackets, emphasis); group 1 is the name.
const std::string namePattern = R"((?i)([a-z0-9_.\-]*)" + nameEnd + R"()["'`\])*]*)";
const std::string assign = R"(\s*(?:=>|:=|[:=])\s*)";
const std::string prefix = R"([\s>+|\d\xE2\x86\x92\-]*)"; // of a line in a diff, a numbered listing, a quotation

// In the scan a quote may be escaped any number of times, a line break may be written as \n.
const std::string loose = R"((?:[\s"'`\[*|]|\\+[nrt"'`]?)*)";
const std::string looseValue = R"((?:[^\s"'`\\$<>{}()\[\]*%,;&|=]|\$[a-z0-9!@#%^&*_])[^\s"'`\\$<>{}()\[\],;&|]{3})";
// A literal may hold anything once it is quoted.
const std::string looseLiteral = R"((?:\s|\\+[nrt]|[\[@$a-z])*\\*["'`](?s:[^"'`].{3}|.[^\r\n\s"'`,:;)}\]].{2}))";
const std::string nameAnchor = "(?i)" + nameEnd + R"((?:\\+["'`]|["'`\])*])*)";

Rule named(std::string pattern, int group, ValueCheck check, std::string anchor)
{
    return {"key-value", "Value named as a secret", std::move(pattern), group, check, std::move(anchor)};
}

Rule command(std::string pattern, ValueCheck check, std::string anchor)
{
    return {"command-argument", "Password on a command line", std::move(pattern), 1, check, std::move(anchor)};
}

void addNamed(std::vector<Rule> &rules)
{
    const std::string anchor = nameAnchor + assign + "(?:" + loose + looseValue + "|" + looseLiteral + ")";
    rules.push_back(
        named(namePattern + assign + R"re(\[?\s*[a-z@$]{0,2}"((?:[^"\\\r\n]|\\.)+)")re", 2, Quoted, anchor));
    rules.push_back(named(namePattern + assign + R"(\[?\s*[a-z@$]{0,2}'((?:[^'\\\r\n]|\\.)+)')", 2, Quoted, anchor));
    rules.push_back(named(namePattern + assign + R"(`([^`\r\n]+)`)", 2, Quoted, anchor));
    rules.push_back(named(namePattern + assign + R"(["'`]?([^\s"'`,;&<>(){}\[\]|]{4,}))", 2, Bare, anchor));
    rules.push_back(named(R"((?i)<([a-z0-9_.\-]*)" + nameEnd + R"()(?:\s[^<>]*)?>([^<>\s][^<>\n]{3,})</)", 2, Quoted,
                          "(?i)" + nameEnd + R"((?:\s[^<>]*)?>)" + looseValue));
    const std::string pair = namePattern + R"(\s*,?)" + prefix + R"(["']?value["']?\s*[:=]\s*)";
    const std::string pairAnchor =
        nameAnchor + R"((?:[\s,>+|\d\xE2\x86\x92\-"']|\\+[nrt"'])*value\\*["']?\s*[:=])" + loose + looseValue;
    rules.push_back(named(pair + R"re("((?:[^"\\\r\n]|\\.)+)")re", 2, Quoted, pairAnchor));
    rules.push_back(named(pair + R"re('((?:[^'\\\r\n]|\\.)+)')re", 2, Quoted, pairAnchor));
    rules.push_back(named(pair + R"(["']?([^\s"'<>]{4,}))", 2, Quoted, pairAnchor));
    rules.push_back(named(R"((?i)define\(\s*["']([a-z0-9_.\-]*)" + nameEnd + R"()["']\s*,\s*["']([^"'\r\n]{4,})["'])",
                          2, Quoted, nameAnchor + R"(\s*,\s*\\*["'])" + looseValue));
    rules.push_back(named(R"((?i)--([a-z0-9_.\-]*)" + nameEnd + R"()[ =]+["'`]?([^\s"'`]{4,}))", 2, Bare,
                          R"((?i)--[a-z0-9_.\-]*)" + nameEnd + R"([ =]+\\*["'`]?)" + looseValue));
    rules.push_back(named(namePattern + R"(\s+(?:is|was|to|ist|lautet|now)\s*:?\s*(["'`]?[^\s"'`]*[^\s"'`.,;:!?)]))", 2,
                          Chosen,
                          nameAnchor + R"((?:\s|\\+[nt])+(?:is|was|to|ist|lautet|now)\s*:?)" + loose + looseValue));
    rules.push_back(named(namePattern + R"(\s*\|\s*(["'`]?[^\s"'`|]{6,}))", 2, Chosen,
                          nameAnchor + R"(\s*\|)" + loose + looseValue));
    rules.push_back(named(R"((?i)\b(?:ENV|set)\s+(\S*)" + nameEnd + R"()\s+["']?([^\s"'=]{6,}))", 2, Bare,
                          R"((?i)(?:ENV|set)\s+\S*)" + nameEnd + R"(\s+\\*["']?)" + looseValue));
}

void addHeaders(std::vector<Rule> &rules)
{
    rules.push_back(
        {"authorization", "Authorization header",
         R"re((?i)authorization["'`\])]*\s*[:=,]\s*["'`]?(?:bearer|basic|token|digest|apikey|negotiate|key|bot)\s+([^\s"'`,;<>]{6,}))re",
         1, Random,
         R"re((?i)authorization[\\"'`\])]*\s*[:=,][\s\\"'`]*(?:bearer|basic|token|digest|apikey|negotiate|key|bot)\s+[A-Za-z0-9])re"});
    rules.push_back({"authorization", "Authorization header", R"((?i)\bbearer\s+([A-Za-z0-9_\-.=+/~]{16,}))", 1, Random,
                     R"((?i)bearer\s+[A-Za-z0-9_\-.=+/~]{16})"});
    rules.push_back({"cookie", "Cookie", R"re((?i)\bset-cookie["'`]*\s*[:=,]\s*["'`]?[^=;\s"'`]+=([^;\s"'`,]{8,}))re",
                     1, Random, R"re((?i)cookie[\\"'`]*\s*[:=,][\s\\"'`]*[^=;\s"'`\\]+=[^;\s"'`\\])re"});
    rules.push_back({"cookie", "Cookie",
                     R"re((?i)(?:\b|[._])cookie["'`]*\s*[:=,]\s*["'`]?([^=;\s"'`]+=[^\r\n"'`<>]{8,}))re", 1, Random,
                     R"re((?i)cookie[\\"'`]*\s*[:=,][\s\\"'`]*[^=;\s"'`\\]+=[^;\s"'`\\])re"});
}

void addAddresses(std::vector<Rule> &rules)
{
    rules.push_back({"connection-string", "Password in an address",
                     R"re((?i)[a-z][a-z0-9+.\-]*://[^\s:/@"'`<>?#]*:([^\s/@"'`<>]{3,})@)re", 1, Given,
                     R"re(://[^\s:/@"'`<>?#]*:[^\s/@"'`<>$]{3,}@)re"});
    rules.push_back({"connection-string", "Password in an address",
                     R"re(://([A-Za-z0-9_\-]{20,})(?::[^\s/@"'`<>]*)?@)re", 1, Random,
                     R"re(://[A-Za-z0-9_\-]{20,}(?::[^\s/@"'`<>]*)?@)re"});
    rules.push_back(
        {"signed-address", "Signature or key in an address",
         R"re((?i)[?&;](?:sig|signature|key|auth|code|sid|x-amz-signature|x-amz-security-token|x-goog-signature)=([^&\s"'`#<>\\]{16,}))re",
         1, Random});
    rules.push_back(
        {"password-file", "Line of a password file",
         R"re((?:^|[\n\s>+|\x92\-"])[\w.\-*]+:(?:\d{4,5}|\*):[A-Za-z*][\w.\-]*:[A-Za-z*][\w.\-]*:([^\s:"'`<>]{6,})(?:[\s"'<]|$))re",
         1, Given, R"re(:(?:\d{4,5}|\*):[A-Za-z*][\w.\-]*:[A-Za-z*][\w.\-]*:[^\s:"'`<>]{6})re"});
    rules.push_back({"password-file", "Line of a password file",
                     R"re((?i)\blogin\s+\S+[\s>+|\d\xE2\x86\x92\-]+password\s+([^\s"'<>]{3,}))re", 1, Given,
                     R"re((?i)login\s+[^\s\\]+(?:[\s>+|\d\xE2\x86\x92\-]|\\+[nrt])+password\s+[A-Za-z0-9])re"});
    rules.push_back({"basic-auth", "Stored log-in of a registry",
                     R"re("?_?\bauth"?\s*[:=]\s*"?([A-Za-z0-9+/]{16,}={0,2}))re", 1, Random,
                     R"re(auth[\\"]*\s*[:=][\s\\"]*[A-Za-z0-9+/]{16})re"});
    rules.push_back({"kubernetes-secret", "Kubernetes secret", R"re(kind["']?\s*:\s*["']?Secret\b)re", 0, Block,
                     R"re(kind[\\"']*\s*:[\s\\"']*Secret)re"});
}

void addCommands(std::vector<Rule> &rules)
{
    rules.push_back(command(
        R"re((?:curl|http|https|wget)\b[^\n|;]*\s(?:-u|-U|--user|--proxy-user)[ =]?["']?[^\s:"'@]+:([^\s"']{3,}))re",
        Given, R"re(\s(?:-u|-U|--user|--proxy-user)[ =]?\\*["']?[^\s:"'@/\\]+:[^\s"'\\$<{]{3})re"));
    rules.push_back(
        command(R"re((?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;]*\s-p["']?([^\s"']{4,}))re", Given,
                R"re((?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)[^\n|;]*\s-p\\*["']?[^\s"'\\$<{])re"));
    rules.push_back(command(R"re(\bsshpass\s+-p\s*["']?([^\s"']{3,}))re", Given, R"re(sshpass\s+-p)re"));
    rules.push_back(command(R"re(\blogin\b[^\n|;]*\s-p[ =]?["']?([^\s"']{4,}))re", Given,
                            R"re(login[^\n|;]*\s-p[ =]?\\*["']?[^\s"'\\$<{-])re"));
    rules.push_back(command(R"re((?i)\b(?:identified\s+by|password)\s+'([^'\r\n]{3,})')re", Given,
                            R"re((?i)(?:identified\s+by|password)\s+'[^'\r\n$<{?:%])re"));
    rules.push_back(command(R"re(\s-pass(?:in|out)?\s+["']?pass:([^\s"']{3,}))re", Given,
                            R"re(-pass(?:in|out)?\s+\\*["']?pass:)re"));
    rules.push_back(command(R"re(\bredis-cli\b[^\n|;]*\s(?:-a|--pass)\s+["']?([^\s"']{3,}))re", Given,
                            R"re(redis-cli[^\n|;]*\s(?:-a|--pass))re"));
    rules.push_back(command(
        R"re(\becho\s+(?:-n\s+)?["']?([^\s"'|]{4,})["']?\s*\|[^\n|;]*(?:sudo\s+-S|--?password-stdin|--with-token|chpasswd))re",
        Given, R"re(echo\s[^|\n]*\|[^\n|;]*(?:sudo\s+-S|--?password-stdin|--with-token|chpasswd))re"));
    rules.push_back(command(R"re(\bsecret\s+set\s+[^\n|;]*--body[ =]+["']?([^\s"']{4,}))re", Given,
                            R"re(secret\s+set\s+[^\n|;]*--body)re"));
    rules.push_back(command(R"re(\s-(?:storepass|keypass|srcstorepass|deststorepass)\s+["']?([^\s"']{4,}))re", Given,
                            R"re(-(?:storepass|keypass|srcstorepass|deststorepass)\s)re"));
}

} // namespace

const std::vector<Rule> &contextRules()
{
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> all;
        addHeaders(all);
        addAddresses(all);
        addCommands(all);
        addNamed(all);
        return all;
    }();
    return rules;
}

const std::string &secretNamePattern()
{
    static const std::string pattern = R"((?i)[a-z0-9_.\- ]*)" + nameEnd;
    return pattern;
}

} // namespace assay
