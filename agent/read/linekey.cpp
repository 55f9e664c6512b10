// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/read/linekey.h"

#include <QCryptographicHash>

#include <algorithm>

namespace assay {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

LineKey keyOf(const QByteArray &digest)
{
    LineKey key{};
    std::copy_n(digest.constBegin(), key.size(), key.begin());
    key[6] = static_cast<std::uint8_t>(0xF0U | (key[6] & 0x0FU));
    return key;
}

} // namespace

bool parseUuid(std::string_view text, LineKey &key)
{
    if (text.size() != 36)
        return false;
    LineKey parsed{};
    std::size_t byte = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-')
                return false;
            continue;
        }
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0)
            return false;
        parsed[byte++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    key = parsed;
    return true;
}

LineKey hashedKey(std::string_view bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return keyOf(hash.result());
}

LineKey numberedKey(const LineKey &hash, int occurrence)
{
    if (occurrence == 0)
        return hash;
    std::string bytes(hash.begin(), hash.end());
    bytes += std::to_string(occurrence);
    return hashedKey(bytes);
}

} // namespace assay
