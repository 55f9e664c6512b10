// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/secretshapes.h"

#include <array>
#include <string_view>

namespace assay::test {

namespace {

Secret passage(std::string_view shape, std::string text, std::vector<std::string> bodies)
{
    return {.shape = std::string(shape),
            .text = std::move(text),
            .label = {},
            .bodies = std::move(bodies),
            .passage = true};
}

std::string pw(SeededRandom &random)
{
    return random.chars(alphaNumbers, 10 + random.below(12));
}

// Base64 lines as a key file has them.
std::vector<std::string> keyLines(SeededRandom &random, std::size_t lines)
{
    std::vector<std::string> body;
    for (std::size_t i = 0; i + 1 < lines; ++i)
        body.push_back(random.chars(base64, 64));
    body.push_back(random.chars(base64, 26) + "==");
    return body;
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    return text;
}

Secret pem(SeededRandom &random)
{
    static constexpr std::string_view kinds[] = {"RSA PRIVATE", "EC PRIVATE",        "OPENSSH PRIVATE",
                                                 "PRIVATE",     "ENCRYPTED PRIVATE", "DSA PRIVATE"};
    const std::string kind(random.pick(kinds));
    const std::vector<std::string> body = keyLines(random, 5 + random.below(20));
    std::string head = "-----BEGIN " + kind + " KEY-----\n";
    if (kind == "RSA PRIVATE" && random.below(2) == 0)
        head += "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n";
    return passage("pem", head + joined(body) + "-----END " + kind + " KEY-----", body);
}

Secret tornPem(SeededRandom &random)
{
    const std::vector<std::string> body = keyLines(random, 4 + random.below(12));
    if (random.below(2) == 0)
        return passage("pem-tail", joined(body) + "-----END OPENSSH PRIVATE KEY-----", body);
    std::vector<std::string> cut(body.begin(), body.end() - 1);
    return passage("pem-head", "-----BEGIN RSA PRIVATE KEY-----\n" + joined(cut) + random.chars(base64, 21), cut);
}

Secret pgp(SeededRandom &random)
{
    const std::vector<std::string> body = keyLines(random, 14);
    return passage("pgp",
                   "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n" + joined(body) +
                       "=aB3d\n-----END PGP PRIVATE KEY BLOCK-----",
                   body);
}

Secret serviceAccount(SeededRandom &random)
{
    const std::vector<std::string> body = keyLines(random, 8);
    std::string key;
    for (const std::string &line : body)
        key += line + "\\n";
    const std::string id = random.chars(hex, 40);
    return passage("gcp-service-account",
                   "{\n  \"type\": \"service_account\",\n  \"private_key_id\": \"" + id +
                       "\",\n  \"private_key\": \"-----BEGIN PRIVATE" + " KEY-----\\n" + key +
                       "-----END PRIVATE KEY-----\\n\",\n  \"client_email\": \"x@y.iam.example.com\"\n}",
                   body);
}

Secret putty(SeededRandom &random)
{
    const std::vector<std::string> body = keyLines(random, 8);
    return passage("putty",
                   "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: x\nPrivate-Lines: 8\n" + joined(body) +
                       "Private-MAC: " + random.chars(hex, 64),
                   body);
}

std::string encodedKeyStart(SeededRandom &random)
{
    // "-----BEGIN RSA PRIVATE KEY-----\n" in base64, as a kubeconfig has it.
    static constexpr std::string_view starts[] = {"LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVkt",
                                                  "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0t",
                                                  "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t"};
    return std::string(random.pick(starts)) + "LS0tCk1J";
}

Secret kubernetes(SeededRandom &random)
{
    const std::string body = random.chars(base64, 200);
    if (random.below(2) == 0)
        return passage("kubeconfig",
                       "users:\n- name: admin\n  user:\n    client-certificate-data: "
                       "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t\n    client-key-data: " +
                           encodedKeyStart(random) + body + "==",
                       {body});
    const std::string a = random.chars(alphaNumbers, 23) + "=";
    const std::string b = random.chars(alphaNumbers, 31) + "=";
    return passage(
        "k8s-secret",
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\n  namespace: prod\ntype: Opaque\ndata:\n  db-url: " + a +
            "\n  whatever: " + b,
        {a, b});
}

Secret connection(SeededRandom &random)
{
    static constexpr std::string_view schemes[] = {
        "postgres",           "postgresql", "mysql", "mongodb+srv", "mongodb", "amqp",      "amqps",
        "postgresql+asyncpg", "mssql",      "smtp",  "ftp",         "mysql2",  "clickhouse"};
    const std::string p = pw(random);
    const std::string scheme(random.pick(schemes));
    switch (random.below(4)) {
    case 0:
        return passage("connection-" + scheme,
                       scheme + "://svc_app:" + p + "@db.internal.example.com:5432/app?sslmode=require", {p});
    case 1:
        return passage("connection-env", "DATABASE_URL=\"" + scheme + "://root:" + p + "@10.0.0.5/prod\"", {p});
    case 2:
        return passage("redis-url", "redis://:" + p + "@cache.example.com:6379/0", {p});
    default:
        return passage("connection-at", "engine = create_engine('" + scheme + "://admin:" + p + "%40x@localhost/app')",
                       {p});
    }
}

Secret otherConnection(SeededRandom &random)
{
    const std::string p = pw(random);
    switch (random.below(7)) {
    case 0:
        return passage("jdbc",
                       "jdbc:sqlserver://db.example.com:1433;databaseName=app;user=sa;password=" + p + ";encrypt=true",
                       {p});
    case 1:
        return passage("jdbc-query", "jdbc:mysql://db.example.com/app?user=root&password=" + p + "&useSSL=false", {p});
    case 2:
        return passage("odbc", "Driver={SQL Server};Server=db,1433;Database=app;Uid=sa;Pwd=" + p + ";", {p});
    case 3:
        return passage("ado-net",
                       "Server=tcp:x.database.example.net;Initial Catalog=app;User ID=admin;Password=" + p +
                           ";Encrypt=True;",
                       {p});
    case 4: {
        const std::string key = random.chars(base64, 86) + "==";
        return passage("azure-storage",
                       "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=" + key +
                           ";EndpointSuffix=core.example.net",
                       {key});
    }
    case 5: {
        const std::string key = random.chars(base64, 43) + "=";
        return passage("azure-bus", "Endpoint=sb://acme.example.net/;SharedAccessKeyName=Root;SharedAccessKey=" + key,
                       {key});
    }
    default:
        return passage("libpq", "host=db.example.com port=5432 dbname=app user=app password=" + p + " sslmode=require",
                       {p});
    }
}

Secret urls(SeededRandom &random)
{
    const std::string p = pw(random);
    switch (random.below(6)) {
    case 0:
        return passage("basic-auth-url", "git clone https://deploy:" + p + "@git.example.com/team/app.git", {p});
    case 1:
        return passage("token-url", "https://x-access-token:" + p + "@github.example.com/team/app", {p});
    case 2: {
        const std::string sig = random.chars(alphaNumbers, 40) + "%3D";
        return passage(
            "azure-sas",
            "https://acme.blob.example.net/c/f?sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2030-01-01T00:00:00Z&sig=" + sig,
            {sig});
    }
    case 3: {
        const std::string sig = random.chars(hex, 64);
        return passage(
            "aws-presigned",
            "https://b.s3.example.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=900&X-Amz-Signature=" + sig,
            {sig});
    }
    case 4:
        return passage("query-token", "GET /v1/items?limit=10&access_token=" + p + "&page=2 HTTP/1.1", {p});
    default:
        return passage("sentry-dsn", "https://" + p + random.chars(hex, 12) + ":" + p + "@o1.ingest.example.io/42",
                       {p});
    }
}

Secret headers(SeededRandom &random)
{
    const std::string p = random.chars(alphaNumbers, 24 + random.below(30));
    switch (random.below(9)) {
    case 0:
        return passage("header-bearer", "Authorization: Bearer " + p, {p});
    case 1:
        return passage("header-basic", "Authorization: Basic " + p + "==", {p});
    case 2:
        return passage("header-token", "curl -H 'Authorization: token " + p + "' https://api.example.com", {p});
    case 3:
        return passage("header-cookie", "Cookie: theme=dark; sessionid=" + p + "; lang=en", {p});
    case 4:
        return passage("header-set-cookie", "Set-Cookie: connect.sid=s%3A" + p + "; Path=/; HttpOnly; Secure", {p});
    case 5:
        return passage("header-api-key", "curl -sS https://api.example.com/v1 -H \"X-API-Key: " + p + "\"", {p});
    case 6:
        return passage("header-proxy", "Proxy-Authorization: Basic " + p, {p});
    case 7:
        return passage("header-js", "fetch(url, { headers: { Authorization: `Bearer " + p + "` } })", {p});
    default:
        return passage("header-json", "{\"headers\":{\"authorization\":\"Bearer " + p + "\",\"accept\":\"*/*\"}}", {p});
    }
}

Secret files(SeededRandom &random)
{
    const std::string p = pw(random);
    switch (random.below(10)) {
    case 0:
        return passage("netrc", "machine api.example.com\n  login deploy\n  password " + p, {p});
    case 1:
        return passage("netrc-line", "machine git.example.com login bot password " + p, {p});
    case 2:
        return passage("npmrc", "//registry.example.com/:_authToken=" + p + "\nalways-auth=true", {p});
    case 3:
        return passage("pgpass", "db.example.com:5432:app:svc_app:" + p, {p});
    case 4: {
        const std::string hash = random.chars(alphaNumbers, 22);
        return passage("htpasswd", "admin:$apr1$" + random.chars(alphaNumbers, 8) + "$" + hash, {hash});
    }
    case 5: {
        const std::string hash = random.chars(alphaNumbers, 53);
        return passage("htpasswd-bcrypt", "deploy:$2y$10$" + hash, {hash});
    }
    case 6: {
        const std::string hash = random.chars(alphaNumbers, 86);
        return passage("shadow",
                       "root:$6$" + random.chars(alphaNumbers, 16) + "$" + hash + ":19000:0:99999:7:::", {hash});
    }
    case 7: {
        const std::string key = random.chars(base64, 39) + "b";
        return passage("aws-credentials",
                       "[default]\naws_access_key_id = AKIA" + random.chars(upperNumbers, 16) +
                           "\naws_secret_access_key = " + key + "\nregion = eu-west-1",
                       {key});
    }
    case 8: {
        const std::string auth = random.chars(base64, 30) + "==";
        return passage("docker-config",
                       "{\n\t\"auths\": {\n\t\t\"https://index.example.io/v1/\": {\n\t\t\t\"auth\": \"" + auth +
                           "\"\n\t\t}\n\t}\n}",
                       {auth});
    }
    default:
        return passage("git-credentials", "protocol=https\nhost=git.example.com\nusername=bot\npassword=" + p, {p});
    }
}

Secret commands(SeededRandom &random)
{
    const std::string p = pw(random);
    switch (random.below(16)) {
    case 0:
        return passage("curl-user", "curl -u admin:" + p + " https://api.example.com/v1/me", {p});
    case 1:
        return passage("mysql-p", "mysql -h db -u root -p" + p + " app < dump.sql", {p});
    case 2:
        return passage("sshpass", "sshpass -p " + p + " ssh root@10.0.0.9 uptime", {p});
    case 3:
        return passage("docker-login", "docker login -u bot -p " + p + " registry.example.com", {p});
    case 4:
        return passage("pgpassword", "PGPASSWORD=" + p + " psql -h db -U app -c 'select 1'", {p});
    case 5:
        return passage("sql-create-user", "CREATE USER app WITH ENCRYPTED PASSWORD '" + p + "';", {p});
    case 6:
        return passage("sql-identified", "CREATE USER 'app'@'%' IDENTIFIED BY '" + p + "';", {p});
    case 7:
        return passage("openssl-pass", "openssl enc -d -aes-256-cbc -in x.enc -pass pass:" + p, {p});
    case 8:
        return passage("redis-cli", "redis-cli -h cache -a " + p + " PING", {p});
    case 9:
        return passage("k8s-literal", "kubectl create secret generic app --from-literal=password=" + p, {p});
    case 10:
        return passage("sudo-stdin", "echo '" + p + "' | sudo -S apt-get update", {p});
    case 11:
        return passage("login-stdin", "echo " + p + " | docker login --username bot --password-stdin", {p});
    case 12:
        return passage("wget-password", "wget --user=bot --password='" + p + "' https://example.com/f", {p});
    case 13:
        return passage("gh-secret", "gh secret set DEPLOY_TOKEN --body \"" + p + "\"", {p});
    case 14:
        return passage("aws-configure", "aws configure set aws_secret_access_key " + p + random.chars(base64, 20), {p});
    default:
        return passage("keytool", "keytool -import -keystore k.jks -storepass " + p + " -noprompt", {p});
    }
}

using Make = Secret (*)(SeededRandom &);
constexpr std::array<Make, 12> passageMakers = {pem,        tornPem,         pgp,  serviceAccount, putty, kubernetes,
                                                connection, otherConnection, urls, headers,        files, commands};

} // namespace

std::size_t passageShapeCount()
{
    return passageMakers.size();
}

Secret makePassage(std::size_t shape, SeededRandom &random)
{
    return passageMakers[shape](random);
}

} // namespace assay::test
