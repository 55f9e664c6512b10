// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/secretshapes.h"

#include <array>
#include <string_view>

namespace assay::test {

namespace {

constexpr std::string_view passwordLabels[] = {
    "DB_PASSWORD",
    "POSTGRES_PASSWORD",
    "MYSQL_ROOT_PASSWORD",
    "REDIS_PASS",
    "SMTP_PASS",
    "ADMIN_PWD",
    "KEYSTORE_PASSWORD",
    "GPG_PASSPHRASE",
    "password",
    "passwd",
    "pwd",
    "dbPassword",
    "user_password",
    "passphrase",
    "rootPassword",
    "Password",
    "admin-password",
    "PASSWORD",
    "ftp_pass",
    "TF_VAR_db_password",
    "bind_password",
    "sudo_password",
    "smtp.password",
    "wifi_password",
};

constexpr std::string_view secretLabels[] = {
    "JWT_SECRET",
    "CLIENT_SECRET",
    "SECRET_KEY",
    "SECRET_KEY_BASE",
    "SESSION_SECRET",
    "API_KEY",
    "APIKEY",
    "api_key",
    "apiKey",
    "client_secret",
    "clientSecret",
    "AUTH_TOKEN",
    "access_token",
    "accessToken",
    "REFRESH_TOKEN",
    "authToken",
    "token",
    "secret",
    "ENCRYPTION_KEY",
    "signing_key",
    "PRIVATE_KEY",
    "TWILIO_AUTH_TOKEN",
    "DD_API_KEY",
    "CLOUDFLARE_API_TOKEN",
    "x-api-key",
    "webhookSecret",
    "secretKey",
    "DATADOG_APP_KEY",
    "VERCEL_TOKEN",
    "SNYK_TOKEN",
    "CODECOV_TOKEN",
    "app_secret",
    "consumer_secret",
    "master_key",
    "api-key",
    "OAUTH_CLIENT_SECRET",
    "ALGOLIA_ADMIN_KEY",
    "COHERE_API_KEY",
    "bearer_token",
    "storage_account_key",
    "hmac_secret",
};

constexpr std::string_view words[] = {"sunflower", "trombone", "granite", "walrus",
                                      "lantern",   "pickle",   "meadow",  "cobalt"};

std::string phrase(SeededRandom &random, std::string_view between)
{
    return std::string(random.pick(words)) + std::string(between) + std::string(random.pick(words));
}

Secret password(std::string_view shape, std::string text, SeededRandom &random)
{
    Secret secret{
        .shape = std::string(shape), .text = text, .label = std::string(random.pick(passwordLabels)), .bodies = {text}};
    return secret;
}

Secret value(std::string_view shape, std::string text, SeededRandom &random)
{
    return {
        .shape = std::string(shape), .text = text, .label = std::string(random.pick(secretLabels)), .bodies = {text}};
}

Secret awkwardPassword(SeededRandom &random)
{
    static constexpr std::string_view separators[] = {"\"", "\\", "'", " ", "\\\"", "\" ", "\\n", "{\"", "\",", "\t"};
    const std::string a = random.chars(alphaNumbers, 7);
    const std::string b = random.chars(alphaNumbers, 6);
    const std::string c = random.chars(alphaNumbers, 8);
    Secret secret = password("password-awkward", a, random);
    secret.text = a + std::string(random.pick(separators)) + b + std::string(random.pick(separators)) + c;
    secret.bodies = {a, b, c};
    secret.awkward = true;
    return secret;
}

Secret symbolPassword(SeededRandom &random)
{
    const std::string a = random.chars(letters, 5);
    const std::string b = random.chars(alphaNumbers, 6);
    const std::string text =
        a + random.chars("!@%^*_-+.", 1) + b + random.chars("!@%^*_+", 1) + random.chars(digits, 1);
    Secret secret = password("password-symbols", text, random);
    secret.bodies = {a, b};
    return secret;
}

// As generators of passwords make them. Marks that a quotation or JSON would escape are in the awkward ones.
Secret generatedPassword(SeededRandom &random)
{
    constexpr std::string_view alphabet =
        "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%&()*+,-./:;<=>?@[]^_{|}~";
    Secret secret = password(
        "password-generated",
        random.chars(letters, 1) + random.chars(alphabet, 14 + random.below(12)) + random.chars(digits, 1), random);
    secret.awkward = true;
    return secret;
}

Secret provider(std::string_view shape, std::string_view label, std::string text)
{
    return {.shape = std::string(shape), .text = text, .label = std::string(label), .bodies = {text}};
}

std::string uuid(SeededRandom &random)
{
    return random.chars(hex, 8) + "-" + random.chars(hex, 4) + "-4" + random.chars(hex, 3) + "-a" +
           random.chars(hex, 3) + "-" + random.chars(hex, 12);
}

using Make = Secret (*)(SeededRandom &);

constexpr std::array<Make, 23> labelledMakers = {
    [](SeededRandom &r) { return password("password-random", r.chars(alphaNumbers, 12 + r.below(20)), r); },
    [](SeededRandom &r) { return password("password-letters", phrase(r, ""), r); },
    [](SeededRandom &r) { return password("password-words", phrase(r, "-") + std::string(1, digits[r.below(10)]), r); },
    [](SeededRandom &r) { return password("password-short", std::string(r.pick(words)) + r.chars(digits, 2), r); },
    symbolPassword,
    generatedPassword,
    awkwardPassword,
    [](SeededRandom &r) { return value("secret-hex32", r.chars(hex, 32), r); },
    [](SeededRandom &r) { return value("secret-hex64", r.chars(hex, 64), r); },
    [](SeededRandom &r) { return value("secret-base64", r.chars(base64, 43) + "=", r); },
    [](SeededRandom &r) { return value("secret-urlsafe", r.chars(alphaNumbers, 40), r); },
    [](SeededRandom &r) { return value("secret-mixed", r.chars(alphaNumbers, 20 + r.below(40)), r); },
    [](SeededRandom &r) { return value("secret-uuid", uuid(r), r); },
    [](SeededRandom &r) { return provider("aws-secret", "AWS_SECRET_ACCESS_KEY", r.chars(base64, 39) + "a"); },
    [](SeededRandom &r) { return provider("aws-secret-lower", "aws_secret_access_key", r.chars(base64, 39) + "a"); },
    [](SeededRandom &r) { return provider("aws-session", "AWS_SESSION_TOKEN", "FwoGZX" + r.chars(base64, 200) + "k"); },
    [](SeededRandom &r) { return provider("heroku", "HEROKU_API_KEY", uuid(r)); },
    [](SeededRandom &r) { return provider("cloudflare", "CF_API_TOKEN", r.chars(alphaNumbers, 40)); },
    [](SeededRandom &r) { return provider("twilio-token", "TWILIO_AUTH_TOKEN", r.chars(hex, 32)); },
    [](SeededRandom &r) { return provider("azure-account-key", "AccountKey", r.chars(base64, 86) + "=="); },
    [](SeededRandom &r) { return provider("wireguard", "PrivateKey", r.chars(base64, 42) + "A="); },
    [](SeededRandom &r) { return provider("ethereum", "WALLET_PRIVATE_KEY", "0x" + r.chars(hex, 64)); },
    [](SeededRandom &r) { return provider("npm-auth", "_authToken", uuid(r)); },
};

} // namespace

std::size_t labelledShapeCount()
{
    return labelledMakers.size();
}

Secret makeLabelled(std::size_t shape, SeededRandom &random)
{
    return labelledMakers[shape](random);
}

} // namespace assay::test
