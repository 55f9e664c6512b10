// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/filter/completion.h"
#include "models/data/filter/explanation.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const FilterClock testClock{1'767'225'600'000, QTimeZone::utc()}; // 2026-01-01T00:00Z, a Thursday

FilterVocabulary vocabulary()
{
    FilterVocabulary words;
    words.values.insert(u"tool"_s, {{u"Bash"_s, {}, 36}, {u"BashOutput"_s, {}, 2}, {u"mcp__hub__bash"_s, {}, 1}});
    words.values.insert(u"project"_s, {{u"payments-api"_s, u"harborline"_s, 14}, {u"my app"_s, u"local"_s, 3}});
    words.values.insert(u"session"_s, {{u"4f2a91c0"_s, u"Retry 503s from the gateway"_s, -1}});
    words.values.insert(u"agent"_s, {{u"claude"_s, {}, 17}});
    words.values.insert(u"file"_s, {{u"internal/ledger/client.go"_s, {}, -1}});
    return words;
}

// The '|' is the cursor.
QList<Completion> at(QString text)
{
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    return filterCompletions(filterPlaceAt(text, cursor), vocabulary(), testClock);
}

QStringList termsOf(const QList<Completion> &completions)
{
    QStringList terms;
    for (const Completion &each : completions)
        terms.append(each.term);
    return terms;
}

} // namespace

class TestCompletion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void places_data();
    void places();
    void completions_data();
    void completions();
    void everyFieldIsExplained();
    void everyChoiceIsExplained();
    void valuesTellWhatTheyAre();
    void timesTellWhen();
    void everyOfferedTermIsUnderstood();
};

void TestCompletion::places_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::newRow("empty") << u"|"_s << 0 << 0 << u""_s << u""_s;
    QTest::newRow("word") << u"a to|ol b"_s << 2 << 4 << u""_s << u"to"_s;
    QTest::newRow("end of a word") << u"tool|"_s << 0 << 4 << u""_s << u"tool"_s;
    QTest::newRow("between words") << u"a | b"_s << 2 << 0 << u""_s << u""_s;
    QTest::newRow("before a word") << u"a |b"_s << 2 << 0 << u""_s << u""_s;
    QTest::newRow("value") << u"TOOL:Ba|sh x"_s << 0 << 9 << u"tool"_s << u"Ba"_s;
    QTest::newRow("no value yet") << u"tool:|"_s << 0 << 5 << u"tool"_s << u""_s;
    QTest::newRow("negated") << u"-tool:Ba|"_s << 1 << 7 << u"tool"_s << u"Ba"_s;
    QTest::newRow("name of a field with a value") << u"to|ol:Bash"_s << 0 << 5 << u""_s << u"to"_s;
    QTest::newRow("open quotation mark") << u"project:\"my a|"_s << 0 << 13 << u"project"_s << u"my a"_s;
    QTest::newRow("closed quotation mark") << u"project:\"my a\"|"_s << 14 << 0 << u""_s << u""_s;
}

void TestCompletion::places()
{
    QFETCH(QString, text);
    const qsizetype cursor = text.indexOf(u'|');
    const FilterPlace place = filterPlaceAt(text.remove(cursor, 1), cursor);
    QTEST(static_cast<int>(place.position), "position");
    QTEST(static_cast<int>(place.length), "length");
    QTEST(place.field, "field");
    QTEST(place.typed, "typed");
}

void TestCompletion::completions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("first"); // terms, as many as are looked at
    QTest::newRow("field") << u"to|"_s << u"tool:"_s;
    QTest::newRow("field in capitals") << u"BEF|"_s << u"before:"_s;
    QTest::newRow("all values") << u"tool:|"_s << u"tool:Bash tool:BashOutput tool:mcp__hub__bash"_s;
    QTest::newRow("begins before word begins") << u"tool:bash|"_s << u"tool:Bash tool:BashOutput tool:mcp__hub__bash"_s;
    QTest::newRow("letters in order") << u"tool:bo|"_s << u"tool:BashOutput"_s;
    QTest::newRow("value with a blank") << u"project:my|"_s << u"project:\"my app\""_s;
    QTest::newRow("open quotation mark") << u"project:\"my a|"_s << u"project:\"my app\""_s;
    QTest::newRow("choice") << u"is:den|"_s << u"is:denied"_s;
    QTest::newRow("negated choice") << u"-has:sub|"_s << u"has:subagent"_s;
    QTest::newRow("agent") << u"agent:|"_s << u"agent:claude agent:codex"_s;
    QTest::newRow("time") << u"after:yes|"_s << u"after:yesterday"_s;
    QTest::newRow("number of a time") << u"before:3|"_s << u"before:3d before:3h before:3w before:3m"_s;
    QTest::newRow("week") << u"after:week|"_s << u"after:this-week after:last-week"_s;
    QTest::newRow("date") << u"after:2026-|"_s << u"after:2026-01-01"_s;
    QTest::newRow("session by its title") << u"session:gateway|"_s << u"session:4f2a91c0"_s;
    QTest::newRow("file by its name") << u"file:client|"_s << u"file:internal/ledger/client.go"_s;
    QTest::newRow("a word may be a value") << u"pay|"_s << u"project:payments-api"_s;
    QTest::newRow("or a choice") << u"err|"_s << u"is:error has:error"_s;
}

void TestCompletion::completions()
{
    QFETCH(QString, text);
    QFETCH(QString, first);
    const QString terms = termsOf(at(text)).join(u' ');
    QVERIFY2(terms.startsWith(first), qPrintable(terms));
}

void TestCompletion::everyFieldIsExplained()
{
    const QList<Completion> fields = at(u"|"_s);
    QCOMPARE(fields.size(), filterFields().size());
    for (const Completion &each : fields) {
        QVERIFY2(each.isField && !each.detail.isEmpty() && !each.example.isEmpty(), qPrintable(each.term));
        QVERIFY(parseFilter(each.example, testClock).problems.isEmpty());
    }
    QVERIFY(at(u"x\"quoted wo|"_s).isEmpty());
    QVERIFY(at(u"\"to|"_s).isEmpty());
    QVERIFY(at(u"colour:re|"_s).isEmpty());
}

void TestCompletion::everyChoiceIsExplained()
{
    for (const FilterField field : {FilterField::Is, FilterField::Has}) {
        for (const QString &choice : filterChoices(field))
            QVERIFY2(!explainChoice(field, choice).isEmpty(), qPrintable(choice));
    }
}

void TestCompletion::valuesTellWhatTheyAre()
{
    const Completion bash = at(u"tool:as|"_s).first();
    QCOMPARE(bash.label, u"Bash"_s);
    QCOMPARE(bash.sessions, 36);
    QCOMPARE(bash.marks, (QList<QPair<int, int>>{{1, 2}}));
    const Completion guess = at(u"pay|"_s).first();
    QCOMPARE(guess.label, u"project:payments-api"_s);
    QCOMPARE(guess.detail, u"harborline"_s);
    QCOMPARE(guess.marks, (QList<QPair<int, int>>{{8, 3}}));
    QCOMPARE(at(u"agent:cl|"_s).first().sessions, 17);
}

void TestCompletion::timesTellWhen()
{
    QVERIFY(at(u"after:this-w|"_s).first().detail.contains(u"29"_s)); // Monday, 29 December
    const Filter filter = parseFilter(u"-tool:mcp__* \"a b\" wor after:2d"_s, testClock, FilterTyping::AsYouType);
    QCOMPARE(explainTerm(filter.terms[0], testClock), u"Not: Calls of tools that begin with “mcp__”"_s);
    QCOMPARE(explainTerm(filter.terms[1], testClock), u"The words “a b”, in this order"_s);
    QCOMPARE(explainTerm(filter.terms[2], testClock), u"The word “wor”"_s);
    QVERIFY(explainTerm(filter.terms[3], testClock).startsWith(u"Since "_s));
}

void TestCompletion::everyOfferedTermIsUnderstood()
{
    for (const FilterFieldName &field : filterFields()) {
        for (const Completion &each : at(field.name + u":|"_s)) {
            const Filter filter = parseFilter(each.term, testClock);
            QVERIFY2(filter.problems.isEmpty() && filter.terms.size() == 1, qPrintable(each.term));
            QCOMPARE(filter.terms.first().field, field.field);
        }
    }
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
