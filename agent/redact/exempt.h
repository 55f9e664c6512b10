// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The values that redaction leaves alone. One place for it: the scan that decides whether a line is looked at, and the
// masker that looks, must agree, or what the masker would mask is never shown to it.

#include <string_view>

namespace assay {

// What the store is keyed by: a uuid, a time or an id of the API under a key that holds such ones. Another key with the
// same value ("HEROKU_API_KEY") is no identifier, nor is another value under the same key.
[[nodiscard]] bool isExemptIdentifier(std::string_view key, std::string_view value);

// True when the field `key: value` says that "data" behind it in the same object is base64: {"type": "base64", …}.
[[nodiscard]] bool declaresBase64(std::string_view key, std::string_view value);

// Base64 of images and of thinking signatures: long, and no text. `declared`: see declaresBase64(). A private key in
// PEM that was encoded once more is not among it.
[[nodiscard]] bool isExemptBulk(std::string_view key, std::string_view value, bool declared);

} // namespace assay
