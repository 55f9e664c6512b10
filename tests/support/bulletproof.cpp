// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/bulletproof.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "models/data/eventkind.h"
#include "models/data/store/database.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

struct CitedEvent {
    EventKind kind = EventKind::Unknown;
    QString tool, text, input, output;
    [[nodiscard]] QString all() const { return tool + u'\n' + text + u'\n' + input + u'\n' + output; }
};

void addStrings(const json &value, QString &text)
{
    if (value.is_string())
        text += QString::fromStdString(value.get<std::string>()) + u'\n';
    else if (value.is_structured()) {
        for (const json &each : value)
            addStrings(each, text);
    }
}

// Nothing when there is no such event, or its session is hidden.
std::optional<CitedEvent> cited(Database &db, qint64 id)
{
    Statement s(db, u"SELECT kind, tool, text, input, output FROM event AS e JOIN session ON session.id = "
                    "session_id LEFT JOIN body ON body.id = e.id WHERE e.id = ? AND deleted_at IS NULL"_s);
    s.bind(id);
    if (!s.next())
        return std::nullopt;
    CitedEvent event{static_cast<EventKind>(s.integer(0)), s.text(1), s.text(2), {}, s.text(4)};
    const json input = json::parse(s.text(3).toStdString(), nullptr, false);
    if (input.is_discarded())
        event.input = s.text(3);
    else
        addStrings(input, event.input);
    return event;
}

QStringList plainWords(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (auto found = word.globalMatch(text.toLower()); found.hasNext();)
        words.append(found.next().captured());
    return words;
}

// Without what a note says in words of its own, and without the beginning of a word that was cut off.
QString ownWordsRemoved(QString text)
{
    static const QRegularExpression lead(u"^(You refused (the edit of|the plan)?|You approved the plan|A (hook|rule) "
                                         u"refused (the edit of)?|Tests pass:|Types "
                                         "check:|Lint is clean:|It builds:|Committed|Opened (the|a) pull "
                                         "request|Pushed|Called|Finished:|Interrupted:|Not "
                                         "answered yet:|Waits for your answer:|Planned, not started here:|Tests still "
                                         "fail:|Types do not check:|Lint still "
                                         "complains:|The build is still broken:|Instead of (the edit of)?)"_s);
    static const QRegularExpression rest(u" \\(and \\d+ more on the list\\)$|\\(attached\\)"_s);
    static const QRegularExpression asked(u" you asked: (?=“)"_s);
    static const QRegularExpression cut(u"[^\\s“]*…|`<script>`"_s); // commands too long to be quoted, too
    return text.remove(lead).remove(rest).replace(asked, u" "_s).remove(cut);
}

// Words that stand in there, in this order.
bool contains(const QString &text, const QString &quoted)
{
    const QStringList words = plainWords(text);
    const QStringList wanted = plainWords(quoted);
    qsizetype at = 0;
    for (const QString &word : wanted) {
        at = words.indexOf(word, at);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

// Words of a signature. It may have lost its apostrophes, and has programs without the version in their name
// ("python3").
bool containsAnyOrder(const QString &text, const QString &signature)
{
    static const QRegularExpression version(u"\\d+$"_s);
    QStringList words = plainWords(QString(text).remove(u'\''));
    const QStringList whole = words;
    for (const QString &word : whole)
        words.append(QString(word).remove(version));
    return std::ranges::all_of(plainWords(QString(signature).remove(u'\'')),
                               [&](const QString &word) { return words.contains(word); });
}

// Of a signature: what was masked, and what classifies, stands in no output.
QString signatureWords(const QString &signature)
{
    static const QRegularExpression masked(
        u"…|\\bN\\b|<[a-z]+>|\\((?:exit|signal) \\d+\\)|\\bfailed test\\b|\\([A-Za-z]+_?[A-Z_a-z]*\\)$|: failed$"_s);
    return QString(signature).replace(masked, u" "_s);
}

QString flawOfEach(const NoteBullet &bullet, const CitedEvent &event)
{
    switch (bullet.section) {
    case NoteSection::Asked:
        return event.kind == EventKind::Prompt || event.kind == EventKind::Command || event.kind == EventKind::Shell
                   ? QString()
                   : u"nobody asked that"_s;
    case NoteSection::Files:
        if (event.kind != EventKind::ToolCall)
            return u"is no call"_s;
        return event.input.contains(bullet.text.section(u'/', -1)) ? QString() : u"the file is another"_s;
    case NoteSection::Failed:
        // A shell call holds several; one of them may fail, and the last one go well. What it says shows that it did.
        return event.kind == EventKind::ToolCall ? QString() : u"is no call"_s;
    default:
        return QString();
    }
}

QString flawOfWords(const NoteBullet &bullet, const QString &all)
{
    const bool signature = bullet.section == NoteSection::Failed ||
                           (bullet.section == NoteSection::Open && bullet.key.startsWith("check:"_L1));
    if (bullet.section == NoteSection::Files || bullet.text == "Nothing left of the list"_L1)
        return {};
    const QString said = ownWordsRemoved(bullet.text);
    if (signature ? containsAnyOrder(all, signatureWords(said)) : contains(all, said))
        return {};
    return u"what it says stands nowhere there"_s;
}

} // namespace

QString flawOf(Database &db, const NoteBullet &bullet)
{
    if (bullet.events.isEmpty())
        return u"no event is cited"_s;
    QString all;
    bool isNewest = false;
    for (const NoteEvent &each : bullet.events) {
        const auto event = cited(db, each.id);
        if (!event)
            return u"#%1 is not there"_s.arg(each.id);
        if (const QString flaw = flawOfEach(bullet, *event); !flaw.isEmpty())
            return u"#%1: %2"_s.arg(each.id).arg(flaw);
        all += event->all();
        isNewest = isNewest || each.id == bullet.last.id;
    }
    if (!isNewest)
        return u"the last event is not cited"_s;
    return flawOfWords(bullet, all);
}

} // namespace assay
