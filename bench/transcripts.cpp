// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "bench/transcripts.h"

#include <algorithm>
#include <string>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t uuidLength = 36;
constexpr std::string_view messageId = "\"msg_01";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool isUuid(std::string_view text)
{
    for (std::size_t i = 0; i < uuidLength; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : hexValue(text[i]) < 0)
            return false;
    }
    return true;
}

// Two digits are turned by the number: different ids stay different.
void freshUuids(std::string &text, int number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t dash = text.find('-'); dash != std::string::npos; dash = text.find('-', dash + 1)) {
        if (dash < 8 || dash - 8 + uuidLength > text.size() ||
            !isUuid(std::string_view(text).substr(dash - 8, uuidLength)))
            continue;
        for (const std::size_t at : {dash - 8, dash - 1})
            text[at] = digits[static_cast<std::size_t>((hexValue(text[at]) + number) % 16)];
        dash += uuidLength - 9;
    }
}

void freshMessageIds(std::string &text, int number)
{
    constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    for (std::size_t at = text.find(messageId); at != std::string::npos; at = text.find(messageId, at + 1)) {
        const std::size_t turned = at + messageId.size();
        const std::size_t value = turned < text.size() ? digits.find(text[turned]) : std::string_view::npos;
        if (value != std::string_view::npos)
            text[turned] = digits[(value + static_cast<std::size_t>(number)) % digits.size()];
    }
}

Result<> copyFile(const QString &from, const QString &to, int number)
{
    QFile out(to);
    if (!QDir().mkpath(QFileInfo(to).path()) || !out.open(QIODevice::WriteOnly))
        return fail(Error::Code::Failed, u"The copy could not be written: %1."_s.arg(out.errorString()), to);
    bool written = true;
    std::string copy;
    const auto read = forEachLine(from, [&](std::string_view line) {
        copy = line;
        freshUuids(copy, number);
        freshMessageIds(copy, number);
        copy += '\n';
        written = written && out.write(copy.data(), static_cast<qint64>(copy.size())) >= 0;
    });
    if (!read)
        return read;
    if (!written || !out.flush())
        return fail(Error::Code::Failed, u"The copy could not be written: %1."_s.arg(out.errorString()), to);
    return {};
}

} // namespace

QStringList transcriptsBelow(const QString &folder)
{
    QStringList files;
    QDirIterator each(folder, {u"*.jsonl"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext())
        files += each.next();
    files.sort();
    return files;
}

qint64 bytesOf(const QStringList &files)
{
    qint64 bytes = 0;
    for (const QString &file : files)
        bytes += QFileInfo(file).size();
    return bytes;
}

Result<> forEachLine(const QString &file, const std::function<void(std::string_view line)> &take)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return fail(Error::Code::Failed, u"A transcript could not be read: %1."_s.arg(in.errorString()), file);
    while (!in.atEnd()) {
        const QByteArray line = in.readLine();
        std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
        if (text.ends_with('\n'))
            text.remove_suffix(1);
        take(text);
    }
    return {};
}

Result<> copyWithFreshIds(const QString &from, const QString &to, int number)
{
    const QDir root(from);
    for (const QString &file : transcriptsBelow(from)) {
        std::string relative = root.relativeFilePath(file).toStdString();
        freshUuids(relative, number);
        if (auto copied = copyFile(file, to + u'/' + QString::fromStdString(relative), number); !copied)
            return copied;
    }
    return {};
}

} // namespace assay
