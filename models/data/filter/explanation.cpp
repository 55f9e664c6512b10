// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/data/filter/explanation.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto context = "FilterLanguage";

QString translated(const char *text)
{
    return QCoreApplication::translate(context, text);
}

struct ChoiceText {
    FilterField field;
    QLatin1StringView value;
    const char *text;
};

constexpr std::array choiceTexts{
    ChoiceText{FilterField::Is, "error"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "calls that failed")},
    ChoiceText{FilterField::Is, "denied"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "calls that were not allowed")},
    ChoiceText{FilterField::Is, "interrupted"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "stopped by you")},
    ChoiceText{FilterField::Is, "prompt"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "what you asked")},
    ChoiceText{FilterField::Is, "reply"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "what the model answered")},
    ChoiceText{FilterField::Is, "thinking"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "what the model thought")},
    ChoiceText{FilterField::Is, "tool"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "calls of any tool")},
    ChoiceText{FilterField::Is, "command"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "slash commands and shell lines")},
    ChoiceText{FilterField::Is, "subagent"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "within a sub-agent's run")},
    ChoiceText{FilterField::Is, "self"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "calls of Assay itself")},
    ChoiceText{FilterField::Is, "live"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "sessions that are going on")},
    ChoiceText{FilterField::Has, "subagent"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "sub-agents were started")},
    ChoiceText{FilterField::Has, "compaction"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "the context was compacted")},
    ChoiceText{FilterField::Has, "image"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "images were shown")},
    ChoiceText{FilterField::Has, "error"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "some call failed")},
    ChoiceText{FilterField::Has, "note"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "you wrote a note")},
    ChoiceText{FilterField::Has, "bookmark"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "you marked an event")},
    ChoiceText{FilterField::Has, "tag"_L1, QT_TRANSLATE_NOOP("FilterLanguage", "you tagged it")},
};

QString word(const FilterTerm &term)
{
    const bool phrase = term.value.contains(u' ');
    if (phrase && term.prefix)
        return translated("The words “%1”, in this order, the last one going on").arg(term.value);
    if (phrase)
        return translated("The words “%1”, in this order").arg(term.value);
    return (term.prefix ? translated("Words that begin with “%1”") : translated("The word “%1”")).arg(term.value);
}

QString named(const FilterTerm &term, const char *whole, const char *beginning)
{
    return translated(term.prefix ? beginning : whole).arg(term.value);
}

QString plainly(const FilterTerm &term, const FilterClock &clock)
{
    switch (term.field) {
    case FilterField::Word:
        return word(term);
    case FilterField::Project:
        return translated("Project with “%1” in its name or repository").arg(term.value);
    case FilterField::Tool:
        return named(term, QT_TRANSLATE_NOOP("FilterLanguage", "Calls of the tool “%1”"),
                     QT_TRANSLATE_NOOP("FilterLanguage", "Calls of tools that begin with “%1”"));
    case FilterField::After:
        return translated("Since %1").arg(explainTime(term.time, clock));
    case FilterField::Before:
        return translated("Before %1").arg(explainTime(term.time, clock));
    case FilterField::Model:
        return translated("Model with “%1” in its name").arg(term.value);
    case FilterField::Branch:
        return named(term, QT_TRANSLATE_NOOP("FilterLanguage", "Branch “%1”"),
                     QT_TRANSLATE_NOOP("FilterLanguage", "Branches that begin with “%1”"));
    case FilterField::File:
        return translated("Files with “%1” in their path, read or written").arg(term.value);
    case FilterField::Session:
        return translated("Session whose id begins with “%1”").arg(term.value);
    case FilterField::Agent:
        return translated("Sessions of %1").arg(term.value);
    case FilterField::Skill:
        return named(term, QT_TRANSLATE_NOOP("FilterLanguage", "Sessions that used the skill “%1”"),
                     QT_TRANSLATE_NOOP("FilterLanguage", "Sessions that used a skill that begins with “%1”"));
    case FilterField::Tag:
        return named(term, QT_TRANSLATE_NOOP("FilterLanguage", "Sessions tagged “%1”"),
                     QT_TRANSLATE_NOOP("FilterLanguage", "Sessions with a tag that begins with “%1”"));
    default:
        break;
    }
    const QString choice = explainChoice(term.field, term.value);
    return choice.isEmpty() ? term.value : choice.left(1).toUpper() + choice.mid(1);
}

} // namespace

QString explainField(FilterField field)
{
    switch (field) {
    case FilterField::Project:
        return translated("name of the project, or part of it");
    case FilterField::Tool:
        return translated("name of a tool; mcp__* for its beginning");
    case FilterField::Is:
        return translated("kind or outcome of an event");
    case FilterField::Has:
        return translated("what a session contains");
    case FilterField::After:
        return translated("not before that time");
    case FilterField::Before:
        return translated("before that time");
    case FilterField::Model:
        return translated("name of the model, or part of it");
    case FilterField::Branch:
        return translated("name of the branch; fix/* for its beginning");
    case FilterField::File:
        return translated("part of the path of a file, read or written");
    case FilterField::Session:
        return translated("beginning of a session's id");
    case FilterField::Agent:
        return translated("the program that was used");
    case FilterField::Skill:
        return translated("a skill the session used, or an event was written under");
    case FilterField::Tag:
        return translated("a tag you gave the session");
    default:
        return {};
    }
}

QString explainChoice(FilterField field, const QString &value)
{
    for (const ChoiceText &each : choiceTexts) {
        if (each.field == field && value == each.value)
            return translated(each.text);
    }
    return {};
}

QString explainTime(qint64 at, const FilterClock &clock)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(at, clock.zone.isValid() ? clock.zone : QTimeZone::utc());
    return QLocale().toString(moment, u"ddd d MMM yyyy, HH:mm"_s);
}

QString explainTerm(const FilterTerm &term, const FilterClock &clock)
{
    const QString plain = plainly(term, clock);
    return term.negated ? translated("Not: %1").arg(plain) : plain;
}

} // namespace assay
