// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/console.h"

#include "agent/verb/terminaltext.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <nlohmann/json.hpp>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int progressColumns = 100;

} // namespace

Console::Console(Talk talk)
    : m_talk(talk)
    , m_outIsTerminal(isatty(STDOUT_FILENO) == 1)
    , m_errIsTerminal(isatty(STDERR_FILENO) == 1)
{
}

void Console::text(const QString &text)
{
    put(escapedForTerminal(text).toUtf8());
}

void Console::bytes(const QByteArray &utf8)
{
    if (m_outIsTerminal)
        text(QString::fromUtf8(utf8));
    else
        put(utf8);
}

void Console::put(const QByteArray &utf8)
{
    clearProgress();
    m_failed |=
        std::fwrite(utf8.constData(), 1, static_cast<size_t>(utf8.size()), stdout) != static_cast<size_t>(utf8.size());
}

void Console::document(const nlohmann::ordered_json &keys)
{
    nlohmann::ordered_json document = {{"format", 1}};
    document.update(keys);
    bytes(QByteArray::fromStdString(document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)) +
          '\n');
}

Result<> Console::finish()
{
    m_failed |= std::fflush(stdout) != 0;
    if (m_failed)
        return fail(Error::Code::Failed,
                    u"The output could not be written completely. Nothing stored was changed by that."_s);
    return {};
}

// Both streams may be the same terminal, on which the line would run into what follows.
void Console::clearProgress()
{
    if (!std::exchange(m_progressShown, false))
        return;
    std::fputs("\r\033[K", stderr);
    std::fflush(stderr);
}

void Console::note(const QString &line)
{
    clearProgress();
    std::fputs((escapedForTerminal(line) + u'\n').toUtf8().constData(), stderr);
}

void Console::remark(const QString &sentence)
{
    if (m_talk != Talk::Quiet)
        note(sentence);
}

void Console::detail(const QString &sentence)
{
    if (m_talk == Talk::Verbose)
        note(sentence);
}

void Console::error(const Error &error)
{
    note(u"assay-agent: "_s + error.what + (error.path.isEmpty() ? QString() : u" ("_s + error.path + u')'));
}

void Console::progress(const QString &line)
{
    if (m_talk == Talk::Quiet || !m_errIsTerminal)
        return;
    m_progressShown = true;
    std::fputs((u"\r\033[K"_s + cutTo(oneLine(line), progressColumns)).toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace assay
