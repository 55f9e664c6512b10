// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/helptext.h"

#include "agent/verb/verbtable.h"

#include <QFile>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestHelpText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generalHelpListsEveryVerb();
    void verbHelpListsEveryOption_data();
    void verbHelpListsEveryOption();
    void linesFit();
};

void TestHelpText::generalHelpListsEveryVerb()
{
    const QString help = generalHelp();
    for (const Verb &verb : verbTable()) {
        QVERIFY(help.contains(u"\n  "_s + verb.name + u' '));
        QVERIFY(verb.run != nullptr);
    }
    for (const VerbOption &option : globalOptions())
        QVERIFY(help.contains(u"--"_s + option.name));
}

void TestHelpText::verbHelpListsEveryOption_data()
{
    QTest::addColumn<QString>("name");
    for (const Verb &verb : verbTable())
        QTest::newRow(qPrintable(verb.name)) << verb.name;
}

void TestHelpText::verbHelpListsEveryOption()
{
    QFETCH(QString, name);
    const Verb &verb = *findVerb(name);
    const QString help = verbHelp(verb);
    QVERIFY(help.startsWith(u"Usage: assay-agent "_s + name));
    for (const QList<VerbOption> &options : {verb.options, globalOptions()}) {
        for (const VerbOption &option : options)
            QVERIFY2(help.contains(u"\n  --"_s + option.name), qPrintable(option.name));
    }
    for (const QString &key : verb.jsonKeys)
        QVERIFY(help.contains(key));
}

void TestHelpText::linesFit()
{
    for (const Verb &verb : verbTable()) {
        for (const QString &line : verbHelp(verb).split(u'\n'))
            QVERIFY2(line.size() <= 110, qPrintable(line));
    }
}

QTEST_GUILESS_MAIN(TestHelpText)
#include "tst_helptext.moc"
