// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/lookalikes.h"

#include "tests/support/plantedsecrets.h"
#include "tests/support/seededrandom.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay::test {

namespace {

// # stands for a random run: #h40 = 40 hex digits, #a = letters and digits, #b = base64, #d = digits, #u = base32, #l =
// lower.
struct Pattern {
    std::string_view kind;
    std::string_view text;
};

constexpr Pattern patterns[] = {
    {"git-sha", "commit #h40\nAuthor: A Developer <dev@example.com>"},
    {"git-sha-short", "[main #h07] Fix the token refresh\n 3 files changed"},
    {"git-range", "From https://git.example.com/team/app\n   #h07..#h07  main -> origin/main"},
    {"git-index", "index #h07..#h07 100644"},
    {"uuid", "session #h08-#h04-4#h03-a#h03-#h12 started"},
    {"uuid-json", "{\"id\":\"#h08-#h04-4#h03-8#h03-#h12\",\"status\":\"ok\"}"},
    {"sha256", "#h64  assay-0.1.0.tar.gz"},
    {"sha256-prefixed", "digest: sha256:#h64"},
    {"md5", "MD5 (main.o) = #h32"},
    {"integrity", "\"integrity\": \"sha512-#b86==\""},
    {"yarn-lock", "  resolved \"https://registry.example.org/foo/-/foo-1.2.3.tgz##h40\"\n  integrity sha512-#b86=="},
    {"go-sum", "github.com/pkg/errors v0.9.1 h1:#b43="},
    {"go-sum-mod", "golang.org/x/crypto v0.17.0/go.mod h1:#b43="},
    {"cargo-lock", "checksum = \"#h64\""},
    {"poetry-lock", "    {file = \"x-1.0-py3-none-any.whl\", hash = \"sha256:#h64\"},"},
    {"pip-hash", "requests==2.31.0 --hash=sha256:#h64"},
    {"docker-image", "registry.example.com/app@sha256:#h64"},
    {"docker-layer", "#h12: Pull complete"},
    {"image-base64", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA#b90"},
    {"font-base64", "src: url(data:font/woff2;base64,d09GMgABAAAA#b90)"},
    {"certificate", "-----BEGIN CERTIFICATE-----\n#b64\n#b64\n#b20==\n-----END CERTIFICATE-----"},
    {"public-key", "-----BEGIN PUBLIC KEY-----\n#b64\n#b40\n-----END PUBLIC KEY-----"},
    {"ssh-public", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI#b43 dev@laptop"},
    {"ssh-fingerprint", "256 SHA256:#b43 dev@laptop (ED25519)"},
    {"certificate-data", "    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t#b90"},
    {"css", ".btn-#l05{color:##h06;background:##h06}.css-#l06>a:hover{padding:0}"},
    {"css-module", "class=\"Button_root__#a05 Card_token__#a05\""},
    {"minified", "!function(e,t){var n=e.#l02,r=t.#l03;return n(r.#l04)}(this,function(){})"},
    {"source-map", "\"mappings\":\"AAAA,SAASA,#a04,#a05;CAAC,#a04\""},
    {"chunk-file", "dist/assets/index-#a08.js  #d03.21 kB"},
    {"python-annotation", "def login(user: str, password: str, token: Optional[str] = None) -> bool:"},
    {"python-field", "    password: str\n    api_key: str | None = None\n    token: SecretStr"},
    {"typescript-interface",
     "interface Login#l03 {\n  password: string;\n  token?: string;\n  apiKey: string | undefined;\n}"},
    {"rust-struct", "pub struct Auth {\n    pub password: String,\n    token: Option<String>,\n}"},
    {"go-struct", "type Config struct {\n\tPassword string `json:\"password\"`\n\tToken    string\n}"},
    {"kotlin", "data class Login(val password: String, val secret: ByteArray)"},
    {"call-result", "token = get_token()"},
    {"call-result-2", "const token = await getToken(#l04);"},
    {"call-result-3", "secret := os.Getenv(\"APP_SECRET\")"},
    {"call-result-4", "password = getpass.getpass('Password: ')"},
    {"process-env", "const key = process.env.API_KEY"},
    {"process-env-2", "  apiKey: process.env.OPENAI_API_KEY!,"},
    {"os-environ", "api_key=os.environ[\"API_KEY\"],"},
    {"import-meta", "token: import.meta.env.VITE_TOKEN,"},
    {"member", "this.password = config.password;"},
    {"member-2", "self.token = token"},
    {"member-3", "  password: user.password,\n  token: req.headers.authorization,"},
    {"shell-variable", "export DB_PASSWORD=${DB_PASSWORD}"},
    {"shell-variable-2", "curl -H \"Authorization: Bearer $TOKEN\" https://api.example.com"},
    {"shell-variable-3", "PASSWORD=\"$(pass show db/#l04)\""},
    {"shell-default", "SECRET=${SECRET:-}"},
    {"actions-secret", "          token: ${{ secrets.GITHUB_TOKEN }}"},
    {"template", "password: {{ .Values.db.password }}"},
    {"template-2", "api_key = \"{{ api_key }}\""},
    {"placeholder", "API_KEY=<your-api-key>"},
    {"placeholder-2", "OPENAI_API_KEY=your_api_key_here"},
    {"placeholder-3", "token: \"YOUR_TOKEN\""},
    {"placeholder-4", "password=****"},
    {"placeholder-5", "sk-xxxxxxxxxxxxxxxxxxxx"},
    {"placeholder-6", "export TOKEN=..."},
    {"placeholder-7", "postgres://user:password@localhost:5432/db"},
    {"placeholder-8", "https://<user>:<password>@example.com"},
    {"placeholder-9", "secret: REPLACE_ME"},
    {"placeholder-10", "postgres://${DB_USER}:${DB_PASS}@db/app"},
    {"placeholder-11", "Authorization: Bearer <token>"},
    {"redacted", "token=[redacted:key-value] and password: [redacted:key-value]"},
    {"redacted-2", "api_key: REDACTED"},
    {"max-tokens", "max_tokens: 4096, temperature: 0.2"},
    {"tokens", "tokens: 512 used of 200000"},
    {"usage", "{\"input_tokens\":#d04,\"output_tokens\":#d03,\"cache_read_input_tokens\":#d05}"},
    {"token-count", "\"total_token_count\": \"#d06\", \"tokenizer\": \"cl100k_base\""},
    {"token-type", "{\"token_type\":\"bearer\",\"expires_in\":3600}"},
    {"token-enum", "Token::Identifier => TokenKind::Word, token.kind = TokenKind::Number"},
    {"css-token", "--color-token-#l05: var(--token-primary);"},
    {"long-path", "/home/dev/projects/#l12/node_modules/.pnpm/@babel+core@7.23.#d01/node_modules/#l10/lib/index.js"},
    {"path-secret", "src/auth/password_reset_token_#l06.py:42: test_token_expires"},
    {"url", "https://docs.example.com/en/latest/#l09/authentication.html#api-tokens"},
    {"url-query", "https://example.com/search?q=#l08&page=2&sort=desc&id=#d08"},
    {"url-userless", "git clone git@git.example.com:team/#l08.git"},
    {"url-user", "ssh://deploy@host.example.com:2222/srv/#l05"},
    {"package-scope", "https://registry.example.org/@types/node/-/node-20.1.0.tgz"},
    {"hex-colour", "color: ##h06; border: 1px solid ##h08"},
    {"hex-address", "0x#h16 in main () at main.cpp:#d02"},
    {"hex-dump", "00000010: #h04 #h04 #h04 #h04 #h04 #h04 #h04 #h04  ................"},
    {"ulid", "event 01#U24 stored"},
    {"object-id", "ObjectId(\"#h24\")"},
    {"message-id", "msg_01#a22 toolu_01#a22 req_01#a22"},
    {"trace-id", "trace_id=#h32 span_id=#h16"},
    {"request-id", "x-request-id: #h08-#h04-4#h03-b#h03-#h12"},
    {"etag", "ETag: W/\"#h32\""},
    {"model", "claude-sonnet-4-5-20250929, gpt-4o-2024-08-06, text-embedding-3-small"},
    {"secret-name", "secret_name: my-app\nsecretName: app-tls"},
    {"secret-ref", "          secretKeyRef:\n            name: app-#l04\n            key: db-password"},
    {"key-ref", "cache_key: user:#d04\nprimary_key: id\nforeign_key: user_id"},
    {"key-names", "sort_key=\"created_at\", partition_key=\"tenant\", keyboard: \"qwerty\""},
    {"aws-arn", "arn:aws:secretsmanager:eu-west-1:#d12:secret:prod/db-#a06"},
    {"test-name", "test_login_with_wrong_password_returns_401 PASSED"},
    {"test-name-2", "--- PASS: TestRefreshToken/expired_token_#d02 (0.00s)"},
    {"test-name-3", "  ✓ rejects a password without digits (#d02 ms)"},
    {"english", "The password must have at least 12 characters and one digit."},
    {"english-2", "I'll rotate the API key and update the secret in the vault afterwards."},
    {"english-3", "Your token is expired, so the password is required again."},
    {"english-4", "Authorization: the bearer of this ticket may enter."},
    {"english-5", "Passwords: never commit them. Secrets: keep them in the keyring."},
    {"english-6", "token: a word or part of a word"},
    {"english-7", "The secret is that nobody reads the basic authentication chapter."},
    {"question", "How do I set the password: in the config or in the environment?"},
    {"error", "Error: invalid password: must be at least 8 characters"},
    {"error-2", "fatal: Authentication failed, token: expired or revoked"},
    {"error-3", "error TS2339: Property 'accessToken' does not exist on type 'Session'."},
    {"html-input",
     "<input type=\"password\" name=\"password\" placeholder=\"Password\" autocomplete=\"current-password\">"},
    {"html-label", "<label for=\"api-key\">API key</label>"},
    {"form-schema", "password: z.string().min(8), token: yup.string().required()"},
    {"json-schema", "\"password\": {\"type\": \"string\", \"minLength\": 8}"},
    {"json-null", "\"password\": null, \"token\": \"\", \"secret\": false"},
    {"sql-column", "password VARCHAR(255) NOT NULL,\n  token TEXT"},
    {"sql-select", "SELECT id, password_hash, token FROM users WHERE token = $1"},
    {"sql-bind", "UPDATE users SET password = ? WHERE id = :id"},
    {"flag-help", "  --password string   Password to use\n  --token TOKEN       Access token"},
    {"flag-help-2", "  -p, --password <password>  the password"},
    {"i18n", "\"password.label\": \"Password\", \"token.hint\": \"Paste your token here\""},
    {"version", "node v20.11.#d01, npm 10.2.#d01, token-#l04@4.0.#d01"},
    {"import", "import { Token, Secret } from './auth/token-#l04';"},
    {"enum", "enum Kind { Password = 1, Token = 2, ApiKey = 3 }"},
    {"boolean", "has_password=true, token_valid=false, secret: true"},
    {"number", "password_min_length = 12\ntoken_ttl: 3600\nTOKEN_EXPIRY=86400"},
    {"date", "token_expires_at: 2026-02-#d02T10:00:00Z"},
    {"regex", "/(?:password|secret|token)\\s*[:=]\\s*\\S+/gi"},
    {"feature", "auth: basic, cookies: enabled, session: persistent"},
    {"base64-word", "SGVsbG8gd29ybGQ= decodes to Hello world"},
    {"makefile", "TOKEN_FILE := build/token-#l04.txt\nPASSWORD_FILE=/run/secrets/db"},
    {"log-token", "lexer: token 'IDENT' at line #d02, next token: 'LPAREN'"},
    {"array-index", "tokens[#d01] = next_token(); token = tokens[i]"},
    {"mac-address", "ether 02:42:ac:11:00:#h02"},
    {"phone", "+49 30 #d04 #d04"},
    {"timestamp", "1706954#d06 2026-02-03T10:11:12.#d03Z"},
    {"svg-path", "<path d=\"M12 2C6.48 2 2 6.48 2 12s4.48 10 10 10 10-4.48 10-#d02S17.52 2 12 2z\"/>"},
    {"snake-case", "test_create_session_with_invalid_refresh_token_and_expired_cookie_#l04"},
    {"camel-case", "createAuthenticatedSessionWithRefreshTokenAndCookie#l04Provider"},
};

constexpr struct {
    char letter;
    std::string_view alphabet;
} alphabets[] = {{'h', hex},
                 {'a', alphaNumbers},
                 {'b', base64},
                 {'d', digits},
                 {'u', upperNumbers},
                 {'l', "abcdefghijklmnopqrstuvwxyz"},
                 {'U', "0123456789ABCDEFGHJKMNPQRSTVWXYZ"}};

std::string grown(std::string_view pattern, SeededRandom &random)
{
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool run = pattern[i] == '#' && i + 3 < pattern.size() && pattern[i + 2] >= '0' &&
                         pattern[i + 2] <= '9' && pattern[i + 3] >= '0' && pattern[i + 3] <= '9';
        const auto *found = !run ? std::end(alphabets)
                                 : std::find_if(std::begin(alphabets), std::end(alphabets),
                                                [&](const auto &entry) { return entry.letter == pattern[i + 1]; });
        if (found == std::end(alphabets)) {
            text += pattern[i];
            continue;
        }
        text += random.chars(found->alphabet,
                             static_cast<std::size_t>((pattern[i + 2] - '0') * 10 + (pattern[i + 3] - '0')));
        i += 3;
    }
    return text;
}

} // namespace

std::vector<LookAlike> makeLookAlikes(std::uint64_t seed, std::size_t count)
{
    SeededRandom random(seed);
    std::vector<LookAlike> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Pattern &pattern = patterns[i % std::size(patterns)];
        LookAlike one{std::string(pattern.kind), grown(pattern.text, random), {}};
        one.line = transcriptLine(random.below(placeCount()), one.text);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace assay::test
