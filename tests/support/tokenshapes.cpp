// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/secretshapes.h"

#include <array>
#include <string_view>

namespace assay::test {

namespace {

struct TokenShape {
    std::string_view name;
    std::string_view prefix;
    std::string_view alphabet;
    std::size_t length;
    std::string_view middle = {}; // a fixed piece, then a second run
    std::size_t secondLength = 0;
    std::string_view suffix = {};
};

constexpr TokenShape tokenShapes[] = {
    {"aws-access-key-id", "AKIA", upperNumbers, 16},
    {"aws-temporary-key-id", "ASIA", upperNumbers, 16},
    {"github-classic", "ghp_", alphaNumbers, 36},
    {"github-oauth", "gho_", alphaNumbers, 36},
    {"github-server", "ghs_", alphaNumbers, 36},
    {"github-user", "ghu_", alphaNumbers, 36},
    {"github-refresh", "ghr_", alphaNumbers, 76},
    {"github-fine-grained", "github_pat_", alphaNumbers, 22, "_", 59},
    {"gitlab-personal", "glpat-", urlSafe, 20},
    {"gitlab-deploy", "gldt-", urlSafe, 20},
    {"gitlab-runner", "glrt-", urlSafe, 20},
    {"slack-bot", "xoxb-", digits, 12, "-", 24},
    {"slack-user", "xoxp-", digits, 12, "-", 32},
    {"slack-app", "xapp-1-", upperNumbers, 11, "-", 64},
    {"stripe-live", "sk_live_", alphaNumbers, 24},
    {"stripe-live-long", "sk_live_", alphaNumbers, 99},
    {"stripe-test", "sk_test_", alphaNumbers, 24},
    {"stripe-restricted", "rk_live_", alphaNumbers, 24},
    {"stripe-webhook", "whsec_", alphaNumbers, 32},
    {"google-api", "AIza", urlSafe, 35},
    {"google-oauth-access", "ya29.", urlSafe, 120},
    {"google-oauth-client", "GOCSPX-", urlSafe, 28},
    {"anthropic", "sk-ant-api03-", urlSafe, 93, "", 0, "AA"},
    {"anthropic-oauth", "sk-ant-oat01-", urlSafe, 93, "", 0, "AA"},
    {"openai-old", "sk-", alphaNumbers, 20, "T3BlbkFJ", 20},
    {"openai-project", "sk-proj-", urlSafe, 74, "T3BlbkFJ", 74},
    {"openai-service", "sk-svcacct-", urlSafe, 58, "T3BlbkFJ", 58},
    {"openrouter", "sk-or-v1-", hex, 64},
    {"huggingface", "hf_", letters, 34},
    {"npm", "npm_", alphaNumbers, 36},
    {"pypi", "pypi-AgEIcHlwaS5vcmc", urlSafe, 120},
    {"docker", "dckr_pat_", urlSafe, 27},
    {"twilio-key", "SK", hex, 32},
    {"sendgrid", "SG.", urlSafe, 22, ".", 43},
    {"mailgun", "key-", hex, 32},
    {"mailchimp", "", hex, 32, "-us", 0, "14"},
    {"digitalocean", "dop_v1_", hex, 64},
    {"digitalocean-oauth", "doo_v1_", hex, 64},
    {"linear", "lin_api_", alphaNumbers, 40},
    {"notion", "secret_", alphaNumbers, 43},
    {"notion-new", "ntn_", alphaNumbers, 46},
    {"shopify-access", "shpat_", hex, 32},
    {"shopify-shared", "shpss_", hex, 32},
    {"square-access", "sq0atp-", urlSafe, 22},
    {"square-secret", "sq0csp-", urlSafe, 43},
    {"telegram-bot", "", digits, 10, ":AA", 33},
    {"discord-bot", "M", alphaNumbers, 25, ".G", 0, ""},
    {"grafana-service", "glsa_", alphaNumbers, 32, "_", 8},
    {"vault-service", "hvs.", urlSafe, 90},
    {"terraform-cloud", "", alphaNumbers, 14, ".atlasv1.", 64},
    {"atlassian", "ATATT3xFfGF0", urlSafe, 172, "=", 8},
    {"databricks", "dapi", hex, 32},
    {"doppler", "dp.pt.", alphaNumbers, 43},
    {"postman", "PMAK-", hex, 24, "-", 34},
    {"new-relic", "NRAK-", upperNumbers, 27},
    {"replicate", "r8_", alphaNumbers, 37},
    {"groq", "gsk_", alphaNumbers, 52},
    {"xai", "xai-", alphaNumbers, 80},
    {"perplexity", "pplx-", alphaNumbers, 48},
    {"tailscale", "tskey-auth-", alphaNumbers, 17, "-", 32},
    {"pulumi", "pul-", hex, 40},
    {"rubygems", "rubygems_", hex, 48},
    {"figma", "figd_", urlSafe, 40},
    {"airtable", "pat", alphaNumbers, 14, ".", 64},
    {"supabase", "sbp_", hex, 40},
    {"planetscale", "pscale_tkn_", urlSafe, 43},
    {"netlify", "nfp_", alphaNumbers, 36},
    {"sentry", "sntrys_", urlSafe, 100},
    {"sonar", "squ_", hex, 40},
    {"azure-client-secret", "", alphaNumbers, 3, "8Q~", 34},
    {"pinecone", "pcsk_", alphaNumbers, 60},
    {"resend", "re_", alphaNumbers, 8, "_", 24},
    {"age-key", "AGE-SECRET-KEY-1", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58},
    {"flutterwave", "FLWSECK-", hex, 32, "-X", 0, ""},
    {"alibaba-key-id", "LTAI5t", alphaNumbers, 18},
    {"langfuse", "sk-lf-", hex, 8, "-", 27},
};

Secret fromShape(const TokenShape &shape, SeededRandom &random)
{
    Secret secret;
    secret.shape = shape.name;
    std::string first = random.chars(shape.alphabet, shape.length);
    // A token that ends in a dash or starts with one exists, but says nothing about the rules: the ends stay
    // alphanumeric.
    first.front() = first.front() == '-' || first.front() == '_' ? 'k' : first.front();
    first.back() = first.back() == '-' || first.back() == '_' ? 'Q' : first.back();
    secret.text = std::string(shape.prefix) + first + std::string(shape.middle);
    secret.bodies.push_back(first);
    if (shape.secondLength > 0) {
        const std::string_view alphabet =
            shape.alphabet == digits || shape.alphabet == upperNumbers ? alphaNumbers : shape.alphabet;
        std::string second = random.chars(alphabet, shape.secondLength);
        second.front() = second.front() == '-' || second.front() == '_' ? 'k' : second.front();
        second.back() = second.back() == '-' || second.back() == '_' ? 'Q' : second.back();
        secret.text += second;
        secret.bodies.push_back(second);
    }
    secret.text += shape.suffix;
    if (shape.name == "discord-bot") {
        const std::string stamp = random.chars(alphaNumbers, 5);
        const std::string hmac = random.chars(alphaNumbers, 38);
        secret.text += stamp + "." + hmac;
        secret.bodies.push_back(hmac);
    }
    return secret;
}

Secret jsonWebToken(SeededRandom &random)
{
    Secret secret;
    secret.shape = "jwt";
    const std::string claims = random.chars(urlSafe, 80) + "Q";
    const std::string signature = random.chars(urlSafe, 42) + "w";
    secret.text = std::string("eyJ") + "hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" + ".eyJ" + claims + "." + signature;
    secret.bodies = {claims, signature};
    return secret;
}

Secret webhook(SeededRandom &random)
{
    Secret secret;
    const std::string part = random.chars(alphaNumbers, 24);
    secret.bodies = {part};
    switch (random.below(3)) {
    case 0:
        secret.shape = "slack-webhook";
        secret.text = std::string("https://hooks.slack") + ".com/services/T" + random.chars(upperNumbers, 8) + "/B" +
                      random.chars(upperNumbers, 8) + "/" + part;
        break;
    case 1: {
        secret.shape = "discord-webhook";
        const std::string more = random.chars(alphaNumbers, 44);
        secret.text =
            std::string("https://discord") + ".com/api/webhooks/1" + random.chars(digits, 17) + "/" + part + more;
        secret.bodies.push_back(more);
        break;
    }
    default:
        secret.shape = "telegram-url";
        secret.text = std::string("https://api.telegram") + ".org/bot" + random.chars(digits, 10) + ":AAH" + part +
                      random.chars(alphaNumbers, 8) + "/sendMessage";
        break;
    }
    return secret;
}

} // namespace

std::size_t tokenShapeCount()
{
    return std::size(tokenShapes) + 2;
}

Secret makeToken(std::size_t shape, SeededRandom &random)
{
    if (shape < std::size(tokenShapes))
        return fromShape(tokenShapes[shape], random);
    return shape == std::size(tokenShapes) ? jsonWebToken(random) : webhook(random);
}

} // namespace assay::test
