// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QTest>

#include "models/data/filter/filter.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

const FilterClock testClock{1'767'225'600'000, QTimeZone::utc()}; // 2026-01-01T00:00Z

Filter parsed(const QString &text, FilterTyping typing = FilterTyping::Complete)
{
    return parseFilter(text, testClock, typing);
}

} // namespace

class TestFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void terms_data();
    void terms();
    void everyFieldTogether();
    void problems_data();
    void problems();
    void wrongTermLeavesTheRest();
    void lastWordIsAPrefixWhileTyping();
    void tooManyTermsAreToldOnce();
    void hugeTextTakesLinearTime();
};

void TestFilter::terms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterTerm>("term");
    QTest::newRow("word") << u"hello"_s << FilterTerm{.value = u"hello"_s, .length = 5};
    QTest::newRow("negated word") << u"-hello"_s << FilterTerm{.value = u"hello"_s, .negated = true, .length = 6};
    QTest::newRow("phrase") << u"\"exact words\""_s
                            << FilterTerm{.value = u"exact words"_s, .quoted = true, .length = 13};
    QTest::newRow("negated phrase") << u"-\"a b\""_s
                                    << FilterTerm{.value = u"a b"_s, .negated = true, .quoted = true, .length = 6};
    QTest::newRow("prefix") << u"conf*"_s << FilterTerm{.value = u"conf"_s, .prefix = true, .length = 5};
    QTest::newRow("tool") << u"  tool:Bash "_s
                          << FilterTerm{.field = FilterField::Tool, .value = u"Bash"_s, .position = 2, .length = 9};
    QTest::newRow("tool prefix") << u"tool:mcp__*"_s
                                 << FilterTerm{
                                        .field = FilterField::Tool, .value = u"mcp__"_s, .prefix = true, .length = 11};
    QTest::newRow("negated field")
        << u"-tool:Read"_s << FilterTerm{.field = FilterField::Tool, .value = u"Read"_s, .negated = true, .length = 10};
    QTest::newRow("field in capitals") << u"IS:Error"_s
                                       << FilterTerm{.field = FilterField::Is, .value = u"error"_s, .length = 8};
    QTest::newRow("quoted value") << u"project:\"my app\""_s
                                  << FilterTerm{.field = FilterField::Project,
                                                .value = u"my app"_s,
                                                .quoted = true,
                                                .length = 16};
    QTest::newRow("path") << u"file:src/a.cpp"_s
                          << FilterTerm{.field = FilterField::File, .value = u"src/a.cpp"_s, .length = 14};
    QTest::newRow("agent") << u"agent:Codex"_s
                           << FilterTerm{.field = FilterField::Agent, .value = u"codex"_s, .length = 11};
    QTest::newRow("tag keeps its case") << u"tag:Keep"_s
                                        << FilterTerm{.field = FilterField::Tag, .value = u"Keep"_s, .length = 8};
    QTest::newRow("beginning of a skill")
        << u"-skill:pay*"_s
        << FilterTerm{.field = FilterField::Skill, .value = u"pay"_s, .negated = true, .prefix = true, .length = 11};
    QTest::newRow("hours ago") << u"after:3h"_s
                               << FilterTerm{.field = FilterField::After,
                                             .value = u"3h"_s,
                                             .time = testClock.now - 3 * 3'600'000,
                                             .length = 8};
    QTest::newRow("scope operator is a word")
        << u"std::vector"_s << FilterTerm{.value = u"std::vector"_s, .length = 11};
    QTest::newRow("address is a word") << u"https://example.org"_s
                                       << FilterTerm{.value = u"https://example.org"_s, .length = 19};
    QTest::newRow("time of day is a word") << u"12:30"_s << FilterTerm{.value = u"12:30"_s, .length = 5};
    QTest::newRow("pasted label is a word") << u"panic:"_s << FilterTerm{.value = u"panic"_s, .length = 6};
    QTest::newRow("not ASCII") << u"größe"_s << FilterTerm{.value = u"größe"_s, .length = 5};
    QTest::newRow("operators are words") << u"NEAR(a"_s << FilterTerm{.value = u"NEAR(a"_s, .length = 6};
}

void TestFilter::terms()
{
    QFETCH(QString, text);
    QFETCH(FilterTerm, term);
    const Filter filter = parsed(text);
    QVERIFY2(filter.problems.isEmpty(), qPrintable(filter.problemMessages().join(u' ')));
    QCOMPARE(filter.terms.size(), 1);
    QCOMPARE(filter.terms.first().value, term.value);
    QCOMPARE(filter.terms.first().position, term.position);
    QCOMPARE(filter.terms.first().length, term.length);
    QCOMPARE(filter.terms.first(), term);
}

void TestFilter::everyFieldTogether()
{
    const Filter filter = parsed(
        u"project:payments tool:Bash is:error after:2d before:yesterday model:opus branch:main "
        "file:src/a.cpp session:4f2a agent:codex skill:deploy tag:keep has:subagent \"exact words\" words -not"_s);
    QVERIFY2(filter.problems.isEmpty(), qPrintable(filter.problemMessages().join(u' ')));
    QList<FilterField> fields;
    for (const FilterTerm &term : filter.terms)
        fields.append(term.field);
    using F = FilterField;
    QCOMPARE(fields, (QList<F>{F::Project, F::Tool, F::Is, F::After, F::Before, F::Model, F::Branch, F::File,
                               F::Session, F::Agent, F::Skill, F::Tag, F::Has, F::Word, F::Word, F::Word}));
}

void TestFilter::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("told");
    QTest::newRow("misspelt field") << u"a tol:Bash"_s << 2 << 8 << u"Did you mean tool:?"_s;
    QTest::newRow("unknown field") << u"colour:red"_s << 0 << 10 << u"quotation marks"_s;
    QTest::newRow("no value") << u"tool: x"_s << 0 << 5 << u"tool:Bash"_s;
    QTest::newRow("blank value") << u"tool:\"  \""_s << 0 << 9 << u"needs a value"_s;
    QTest::newRow("misspelt is") << u"is:eror"_s << 0 << 7 << u"Did you mean is:error?"_s;
    QTest::newRow("unknown is") << u"is:xyzzy"_s << 0 << 8 << u"prompt"_s;
    QTest::newRow("misspelt live") << u"is:life"_s << 0 << 7 << u"Did you mean is:live?"_s;
    QTest::newRow("misspelt skill") << u"skil:deploy"_s << 0 << 11 << u"Did you mean skill:?"_s;
    QTest::newRow("tag without value") << u"-tag: x"_s << 0 << 5 << u"tag:keep"_s;
    QTest::newRow("unknown has") << u"has:luck"_s << 0 << 8 << u"compaction"_s;
    QTest::newRow("misspelt has") << u"has:notes"_s << 0 << 9 << u"Did you mean has:note?"_s;
    QTest::newRow("misspelt agent") << u"agent:cdex"_s << 0 << 10 << u"agent:codex"_s;
    QTest::newRow("no time") << u"after:soon"_s << 0 << 10 << u"2026-11-02"_s;
    QTest::newRow("span of time") << u"after:2026-11-02..2026-11-09"_s << 0 << 28 << u"before:2026-11-09"_s;
    QTest::newRow("name of another language") << u"since:2d"_s << 0 << 8 << u"Did you mean after:?"_s;
    QTest::newRow("nothing to search for") << u"-> x"_s << 0 << 2 << u"no letter or digit"_s;
    QTest::newRow("lone hyphen") << u"a - b"_s << 2 << 1 << u"no letter or digit"_s;
    QTest::newRow("open quotation mark") << u"x \"a b"_s << 2 << 4 << u"not closed"_s;
}

void TestFilter::problems()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, told);
    const Filter filter = parsed(text);
    QCOMPARE(filter.problems.size(), 1);
    QCOMPARE(filter.problems.first().position, position);
    QCOMPARE(filter.problems.first().length, length);
    QVERIFY2(filter.problems.first().message.contains(told), qPrintable(filter.problems.first().message));
    QVERIFY(filter.problems.first().message.endsWith(u'.') || filter.problems.first().message.endsWith(u'?'));
}

void TestFilter::wrongTermLeavesTheRest()
{
    const Filter filter = parsed(u"one tol:Bash is:error after:never two"_s);
    QCOMPARE(filter.problems.size(), 2);
    QCOMPARE(filter.terms.size(), 3);
    QCOMPARE(filter.terms[0].value, u"one"_s);
    QCOMPARE(filter.terms[1].field, FilterField::Is);
    QCOMPARE(filter.terms[2].value, u"two"_s);
}

void TestFilter::lastWordIsAPrefixWhileTyping()
{
    const auto prefixes = [](const QString &text) {
        QList<bool> list;
        for (const FilterTerm &term : parsed(text, FilterTyping::AsYouType).terms)
            list.append(term.prefix);
        return list;
    };
    QCOMPARE(prefixes(u"one two"_s), (QList{false, true}));
    QCOMPARE(prefixes(u"one two "_s), (QList{false, false})); // the word was ended
    QCOMPARE(prefixes(u"one \"two\""_s), (QList{false, false}));
    QCOMPARE(prefixes(u"two tool:Bash"_s), (QList{false, false}));
    QCOMPARE(prefixes(u"one \"two thr"_s), (QList{false, true})); // the phrase goes on
    QVERIFY(parsed(u"\""_s, FilterTyping::AsYouType).problems.isEmpty());
    QVERIFY(parsed(u"\"one tw"_s, FilterTyping::AsYouType).problems.isEmpty());
}

void TestFilter::tooManyTermsAreToldOnce()
{
    const Filter filter = parsed(u"w "_s.repeated(1000));
    QCOMPARE(filter.terms.size(), filterTermLimit);
    QCOMPARE(filter.problems.size(), 1);
    QVERIFY(filter.problems.first().message.contains(u"64"_s));
}

void TestFilter::hugeTextTakesLinearTime()
{
    // A quadratic parser would need minutes for these.
    for (const QString &piece :
         {u"\""_s, u"-"_s, u"a:"_s, u"tool:"_s, u"x"_s, u" "_s, u"( OR "_s, QString(QChar(0xd800))}) {
        const Filter filter = parsed(piece.repeated(1'000'000));
        QVERIFY(filter.terms.size() <= filterTermLimit);
    }
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
