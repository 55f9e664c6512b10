// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/sample/samplelibrary.h"

#include "agent/sample/sampleteller.h"

#include <map>

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace assay;

class TestSampleLibrary final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void calendarNamesStoriesOnly();
    void readsSteps();
    void namesTheWrongLine();
    void picksAlternatives_data();
    void picksAlternatives();
    void failsOnlyTheEditsThatShallFail();
};

void TestSampleLibrary::calendarNamesStoriesOnly()
{
    const auto library = loadSampleLibrary();
    QVERIFY2(library.has_value(), library ? "" : qPrintable(library.error().path + u": "_s + library.error().what));
    QCOMPARE(library->projects.size(), std::size_t(5));
    QCOMPARE(library->calendar.size(), std::size_t(38));
    std::map<std::string, int> told;
    for (const SampleDate &date : library->calendar) {
        QVERIFY2(library->stories.count(date.story) == 1, date.story.c_str());
        ++told[date.story];
    }
    for (const auto &[id, story] : library->stories)
        QVERIFY2(told[id] > 0, id.c_str());
}

void TestSampleLibrary::readsSteps()
{
    SampleLibrary library;
    const auto read = readStoryText("# not told\n"
                                    "@project p path=/p\n@file a.txt\none\n\\@two\n"
                                    "@story s project=p model=m\n@bash!22+ curl -f x\n-- note\nout\n@say\n",
                                    library);
    QVERIFY(read.has_value());
    QCOMPARE(library.projects.at("p").files.at("a.txt"), std::string("one\n@two"));
    const SampleStory &story = library.stories.at("s");
    QCOMPARE(story.attribute("model", ""), std::string("m"));
    QCOMPARE(story.steps.size(), std::size_t(2));
    const SampleStep &step = story.steps.front();
    QCOMPARE(step.verb, std::string("bash"));
    QCOMPARE(step.argument, std::string("curl -f x"));
    QCOMPARE(step.body, std::string("-- note\nout"));
    QVERIFY(step.failed && step.parallel);
    QCOMPARE(step.number, 22);
}

void TestSampleLibrary::namesTheWrongLine()
{
    SampleLibrary library;
    const auto read = readStoryText("@project p path=/p\n@story s project=unknown\n", library);
    QVERIFY(!read.has_value());
    QVERIFY(read.error().what.contains(u"line 2"_s));
}

void TestSampleLibrary::picksAlternatives_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("possible");
    QTest::newRow("plain") << QByteArray("a|b [c]") << QList<QByteArray>{"a|b [c]"};
    QTest::newRow("words") << QByteArray("x ⟦one|two⟧ y") << QList<QByteArray>{"x one y", "x two y"};
    QTest::newRow("number") << QByteArray("⟦3..4⟧") << QList<QByteArray>{"3", "4"};
    QTest::newRow("nested") << QByteArray("⟦a⟦1..1⟧|b⟧") << QList<QByteArray>{"a1", "b"};
    QTest::newRow("unclosed") << QByteArray("⟦a|b") << QList<QByteArray>{"⟦a|b"};
    QTest::newRow("unopened") << QByteArray("a⟧") << QList<QByteArray>{"a⟧"};
    QTest::newRow("escape") << QByteArray("␛[1m") << QList<QByteArray>{"\x1b[1m"};
}

void TestSampleLibrary::picksAlternatives()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, possible);
    SampleRandom random(1);
    QSet<QByteArray> seen;
    for (int i = 0; i < 60; ++i)
        seen.insert(QByteArray::fromStdString(sampleText(text.toStdString(), random)));
    QCOMPARE(seen, QSet<QByteArray>(possible.begin(), possible.end()));
}

// An edit whose old text a story misspells would become a failed call without anybody noticing.
void TestSampleLibrary::failsOnlyTheEditsThatShallFail()
{
    const auto library = loadSampleLibrary();
    QVERIFY(library.has_value());
    for (const auto &[id, story] : library->stories) {
        int planted = 0;
        for (const SampleStep &step : story.steps)
            planted += step.verb == "edit" && step.failed ? 1 : 0;
        SampleCast cast;
        cast.told = [](const std::string &) { return nullptr; };
        const SampleSession session = tellSession(*library, story, cast);
        int failed = 0;
        for (const SampleJson &line : session.lines) {
            const std::string text = line.dump();
            failed += text.find("\"toolUseResult\":\"Error: <tool_use_error>") != std::string::npos ? 1 : 0;
        }
        QVERIFY2(failed == planted, id.c_str());
        QVERIFY(session.endMs > 0);
    }
}

QTEST_GUILESS_MAIN(TestSampleLibrary)
#include "tst_samplelibrary.moc"
