// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/redact/rules.h"

namespace assay {

namespace {

using enum ValueCheck;

std::vector<Rule> makeTokenRules()
{
    return {
        {"private-key", "Private key",
         R"(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|Private-Lines: \d+)",
         0, Block, R"(PRIVATE KEY(?: BLOCK)?-----|Private-Lines: \d)"},
        {"private-key", "Private key",
         R"(LS0tLS1CRUdJTi(?:BSU0EgUFJJ|BFQyBQUklW|BQUklWQVRF|BPUEVOU1NI|BFTkNSWVBU|BEU0EgUFJJ|BQR1AgUFJJ)[A-Za-z0-9+/=]{20,})"},
        {"private-key", "Private key", R"(AGE-SECRET-KEY-1[A-Z0-9]{40,})"},
        {"github-token", "GitHub token", R"(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})"},
        {"gitlab-token", "GitLab token", R"(gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct|oas)-[A-Za-z0-9_.\-]{20,})"},
        {"slack-token", "Slack token", R"(xox[abeoprs][.\-][A-Za-z0-9.\-]{20,}|xapp-\d-[A-Za-z0-9\-]{20,})"},
        {"slack-webhook", "Slack webhook address",
         R"(hooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9/_\-]{20,}))", 1},
        {"stripe-key", "Stripe key", R"((?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,})"},
        {"google-key", "Google API key or token",
         R"(AIza[A-Za-z0-9_\-]{35,}|ya29\.[A-Za-z0-9_\-.]{20,}|GOCSPX-[A-Za-z0-9_\-]{20,})"},
        {"anthropic-key", "Anthropic key", R"(sk-ant-[A-Za-z0-9_\-]{20,})"},
        {"openai-key", "OpenAI or compatible key", R"(\bsk-[A-Za-z0-9_\-]{20,})", 0, Random, R"(sk-[A-Za-z0-9_\-]{20})",
         3.0},
        {"huggingface-token", "Hugging Face token", R"(\bhf_[A-Za-z0-9]{30,})", 0, Always, R"(hf_[A-Za-z0-9]{30})"},
        {"package-token", "Package registry token",
         R"(npm_[A-Za-z0-9]{36,}|pypi-AgE[A-Za-z0-9_\-]{50,}|rubygems_[0-9a-f]{40,}|dckr_(?:pat|oat)_[A-Za-z0-9_\-]{20,})"},
        {"twilio-key", "Twilio key", R"(\b(?:SK|AC)[0-9a-f]{32}\b)", 0, Always, R"((?:SK|AC)[0-9a-f]{32})"},
        {"sendgrid-key", "SendGrid key", R"(SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,})"},
        {"mail-key", "Mailgun, Mailchimp or Resend key",
         R"(\bkey-[0-9a-f]{32}\b|\b[0-9a-f]{32}-us\d{1,2}\b|\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}\b)", 0, Always,
         R"(key-[0-9a-f]{32}|[0-9a-f]{4}-us\d|re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})"},
        {"cloud-token", "Cloud provider token",
         R"(do[opr]_v1_[0-9a-f]{64}|sbp_[0-9a-f]{40,}|pscale_[a-z]+_[A-Za-z0-9_\-.]{30,}|nfp_[A-Za-z0-9]{30,}|tskey-[a-z]+-[A-Za-z0-9\-]{16,}|pul-[0-9a-f]{40}|dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9.]{40,}|hv[sbr]\.[A-Za-z0-9_\-]{24,}|dapi[0-9a-f]{32}|LTAI[A-Za-z0-9]{16,}|FlyV1 fm\d_[A-Za-z0-9+/=,_]{40,}|rnd_[A-Za-z0-9]{32,})"},
        {"cloud-token", "Cloud provider token", R"([A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=\-]{40,})", 0, Always,
         R"(\.atlasv1\.)"},
        {"azure-secret", "Azure client secret", R"([A-Za-z0-9_~.\-]{3}[78]Q~[A-Za-z0-9_~.\-]{31,})", 0, Always,
         R"([78]Q~[A-Za-z0-9_~.\-]{31})"},
        {"aws-key-id", "AWS access key id", R"(\b(?:AKIA|ASIA|ABIA|ACCA|AROA)[A-Z2-7]{16}\b)", 0, Always,
         R"((?:AKIA|ASIA|ABIA|ACCA|AROA)[A-Z2-7]{16})"},
        {"service-token", "Token of an online service",
         R"(lin_(?:api|oauth)_[A-Za-z0-9]{32,}|\bsecret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40,}|shp(?:at|ss|ca|pa)_[A-Fa-f0-9]{32}|sq0(?:atp|csp|idp)-[A-Za-z0-9_\-]{22,}|gl(?:sa|c)_[A-Za-z0-9_+/=]{32,}|ATATT3[A-Za-z0-9_\-=]{60,}|PMAK-[0-9a-f]{24}-[0-9a-f]{34}|NRAK-[A-Z0-9]{27}|figd_[A-Za-z0-9_\-]{36,}|sntry[su]_[A-Za-z0-9_\-=+/]{40,}|FLWSECK-[0-9a-f]{32}-X|CCIPAT_[A-Za-z0-9_]{40,})",
         0, Always,
         R"(lin_(?:api|oauth)_[A-Za-z0-9]{32}|secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{40}|shp(?:at|ss|ca|pa)_[A-Fa-f0-9]{32}|sq0(?:atp|csp|idp)-[A-Za-z0-9_\-]{22}|gl(?:sa|c)_[A-Za-z0-9_+/=]{32}|ATATT3[A-Za-z0-9_\-=]{60}|PMAK-[0-9a-f]{24}|NRAK-[A-Z0-9]{27}|figd_[A-Za-z0-9_\-]{36}|sntry[su]_[A-Za-z0-9_\-=+/]{40}|FLWSECK-[0-9a-f]{32}|CCIPAT_[A-Za-z0-9_]{40})"},
        {"service-token", "Token of an online service",
         R"(\bpat[A-Za-z0-9]{14}\.[A-Za-z0-9]{64}\b|\bsq[upa]_[0-9a-f]{40}\b)", 0, Always,
         R"(pat[A-Za-z0-9]{14}\.[A-Za-z0-9]{64}|sq[upa]_[0-9a-f]{40})"},
        {"model-key", "Key of a model provider",
         R"(\b(?:r8_[A-Za-z0-9]{37}|gsk_[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{60,}|pplx-[A-Za-z0-9]{40,}|pcsk_[A-Za-z0-9_]{40,}))",
         0, Always,
         R"(r8_[A-Za-z0-9]{37}|gsk_[A-Za-z0-9]{40}|xai-[A-Za-z0-9]{60}|pplx-[A-Za-z0-9]{40}|pcsk_[A-Za-z0-9_]{40})"},
        {"telegram-token", "Telegram bot token", R"(\d{8,10}:AA[A-Za-z0-9_\-]{33,})", 0, Always,
         R"(\d:AA[A-Za-z0-9_\-]{33})"},
        {"discord-token", "Discord bot token",
         R"(\b[MNO][A-Za-z0-9_\-]{23,27}\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27,})", 0, Random,
         R"([A-Za-z0-9_\-]\.[A-Za-z0-9_\-]{6}\.[A-Za-z0-9_\-]{27})"},
        {"discord-webhook", "Discord webhook address", R"(discord(?:app)?\.com/api/webhooks/(\d+/[A-Za-z0-9_\-]{40,}))",
         1},
        {"jwt", "JSON web token", R"(eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,})"},
        {"password-hash", "Password hash", R"(\$(?:apr1|1|5|6|y|2[abxy]|argon2id?)\$[A-Za-z0-9./$=,+]{20,})"},
    };
}

} // namespace

const std::vector<Rule> &tokenRules()
{
    static const std::vector<Rule> rules = makeTokenRules();
    return rules;
}

} // namespace assay
