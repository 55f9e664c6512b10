// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/sampleimage.h"

#include <array>
#include <cstdint>
#include <vector>

#include <QByteArray>
#include <QtEndian>

namespace assay {

namespace {

using Colour = std::array<std::uint8_t, 3>;

std::uint32_t crc32(const QByteArray &bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return crc ^ 0xFFFFFFFFU;
}

QByteArray bigEndian(std::uint32_t value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    const QByteArray body = type + data;
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body + bigEndian(crc32(body));
}

Colour colourAt(int x, int y, int width, int height, const std::vector<int> &bars)
{
    static constexpr Colour ground{250, 250, 247};
    static constexpr Colour grid{226, 226, 220};
    static constexpr std::array<Colour, 3> fills{Colour{52, 101, 164}, Colour{78, 154, 6}, Colour{204, 81, 0}};
    const int count = static_cast<int>(bars.size());
    const int slot = x * count / width;
    const int inSlot = x - slot * width / count;
    const bool inBar = inSlot > width / count / 6 && inSlot < width / count * 5 / 6;
    if (inBar && height - y < bars[static_cast<std::size_t>(slot)])
        return fills[static_cast<std::size_t>(slot) % fills.size()];
    return y % 20 == 19 ? grid : ground;
}

} // namespace

std::string sampleChartPng(SampleRandom &random, int width, int height)
{
    std::vector<int> bars;
    for (int i = 0; i < 12; ++i)
        bars.push_back(random.between(height / 8, height * 7 / 8));
    QByteArray pixels;
    for (int y = 0; y < height; ++y) {
        pixels.append('\0'); // filter type of the row: none
        for (int x = 0; x < width; ++x) {
            for (const std::uint8_t part : colourAt(x, y, width, height, bars))
                pixels.append(static_cast<char>(part));
        }
    }
    const QByteArray header = bigEndian(static_cast<std::uint32_t>(width)) +
                              bigEndian(static_cast<std::uint32_t>(height)) + QByteArray::fromHex("0802000000");
    // qCompress puts the length before the zlib stream; PNG wants the stream alone.
    const QByteArray png = QByteArray::fromHex("89504E470D0A1A0A") + chunk("IHDR", header) +
                           chunk("IDAT", qCompress(pixels, 9).mid(4)) + chunk("IEND", {});
    return png.toBase64().toStdString();
}

} // namespace assay
