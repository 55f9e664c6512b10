// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/skill/skillfile.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class tst_SkillFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsScalars_data();
    void readsScalars();
    void readsListsAndMappings();
    void linesAreThoseOfTheFile();
    void lenientWhereClientsAre();
    void listingIsWhatTheModelSees();
    void entryIsReplacedInPlace();
};

void tst_SkillFile::readsScalars_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<QString>("value");
    QTest::newRow("plain") << u"key: some words # a remark"_s << u"some words"_s;
    QTest::newRow("hash in a word") << u"key: c#sharp"_s << u"c#sharp"_s;
    QTest::newRow("double") << u"key: \"a \\\"b\\\": c\""_s << u"a \"b\": c"_s;
    QTest::newRow("single") << u"key: 'it''s: fine'"_s << u"it's: fine"_s;
    QTest::newRow("folded") << u"key: >-\n  one\n  two"_s << u"one two"_s;
    QTest::newRow("literal") << u"key: |\n  one\n  two"_s << u"one\ntwo"_s;
    QTest::newRow("continued") << u"key: one\n  two"_s << u"one two"_s;
    QTest::newRow("quoted over lines") << u"key: \"one\n  two\""_s << u"one two"_s;
    QTest::newRow("unicode") << u"key: \"caf\\u00e9\""_s << u"café"_s;
    QTest::newRow("colon, lenient") << u"key: one: two"_s << u"one: two"_s;
}

void tst_SkillFile::readsScalars()
{
    QFETCH(QString, yaml);
    QFETCH(QString, value);
    const SkillFile skill = parseSkill(u"---\n"_s + yaml + u"\nother: x\n---\nBody\n"_s);
    QCOMPARE(skill.value(u"key"), value);
    QCOMPARE(skill.value(u"other"), u"x"_s);
    QCOMPARE(skill.body, u"Body\n"_s);
}

void tst_SkillFile::readsListsAndMappings()
{
    const SkillFile skill =
        parseSkill(u"---\nflow: [Read, \"Bash(git:*)\"]\nlist:\n  - one\n  - two\nmetadata:\n  a: b\n  "
                   u"c: d\nhooks:\n  PostToolUse:\n    - matcher: x\nflat:\n- one\n---\n"_s);
    QCOMPARE(skill.find(u"flow")->items, (QStringList{u"Read"_s, u"Bash(git:*)"_s}));
    QCOMPARE(skill.find(u"list")->items, (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(skill.find(u"flat")->items, QStringList{u"one"_s});
    QVERIFY(skill.find(u"metadata")->shape == SkillEntry::Shape::Mapping);
    QVERIFY(skill.find(u"hooks")->shape == SkillEntry::Shape::Mapping);
    QVERIFY(skill.faults.isEmpty());
}

void tst_SkillFile::linesAreThoseOfTheFile()
{
    const SkillFile skill = parseSkill(u"---\nname: a\ndescription: >\n  b\n  c\nlicense: x\n---\n\nText\n"_s);
    QCOMPARE(skill.find(u"name")->line, 2);
    QCOMPARE(skill.find(u"description")->line, 3);
    QCOMPARE(skill.find(u"description")->lastLine, 5);
    QCOMPARE(skill.find(u"license")->line, 6);
    QCOMPARE(skill.bodyLine, 8);
}

void tst_SkillFile::lenientWhereClientsAre()
{
    QCOMPARE(parseSkill(u"\ufeff---\r\nname: a\r\n---\r\nText\r\n"_s).value(u"name"), u"a"_s);
    const SkillFile open = parseSkill(u"---\nname: a\ndescription: b\n\nText\n"_s);
    QVERIFY(open.hasFrontMatter && !open.isClosed);
    QCOMPARE(open.value(u"description"), u"b"_s);
    QVERIFY(!parseSkill(u"# Text\n"_s).hasFrontMatter);
    QCOMPARE(parseSkill(u"---\nname: a\nnonsense\n---\n"_s).faults.size(), 1);
    QCOMPARE(parseSkill(u"---\nname: a\nname: b\n---\n"_s).faults.first().rule, u"duplicate-key"_s);
}

void tst_SkillFile::listingIsWhatTheModelSees()
{
    const SkillFile skill = parseSkill(u"---\nname: x\ndescription: Does.\nwhen_to_use: Asked.\n---\n"_s);
    QCOMPARE(listingLine(skill, u"folder"_s), u"- folder: Does. - Asked."_s);
    const SkillFile longer = parseSkill(u"---\ndescription: "_s + QString(2000, u'x') + u"\n---\n"_s);
    QCOMPARE(listingLine(longer, u"a"_s).size(), 5 + 1536);
    QCOMPARE(estimatedTokens(u"12345678"_s), 2);
}

void tst_SkillFile::entryIsReplacedInPlace()
{
    const QString text = u"---\nname: a\n# remark\ndescription: >\n  b\n  c\nmetadata:\n  k: v\n---\nBody\n"_s;
    const QString changed = withSkillEntry(text, u"description"_s, u"Use: \"now\"."_s);
    QCOMPARE(changed, u"---\nname: a\n# remark\ndescription: \"Use: \\\"now\\\".\"\nmetadata:\n  k: v\n---\nBody\n"_s);
    QCOMPARE(parseSkill(changed).value(u"description"), u"Use: \"now\"."_s);
    QCOMPARE(withSkillEntry(text, u"metadata"_s, u"x"_s), text);
    QCOMPARE(withSkillEntry(u"---\r\nname: a\r\n---\r\n"_s, u"name"_s, u"b"_s), u"---\r\nname: b\r\n---\r\n"_s);
    QCOMPARE(withSkillEntry(u"---\nname: a\nlicense: x\n---\n"_s, u"license"_s, {}), u"---\nname: a\n---\n"_s);
    QCOMPARE(parseSkill(withSkillEntry(u"Body\n"_s, u"name"_s, u"a"_s)).body, u"\nBody\n"_s);
}

QTEST_GUILESS_MAIN(tst_SkillFile)
#include "tst_skillfile.moc"
