// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/completions.h"
#include "agent/verb/manpage.h"
#include "agent/verb/verbtable.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList optionsIn(const QString &text)
{
    static const QRegularExpression option(u"--([a-z][a-z0-9-]*)"_s);
    QStringList names;
    for (auto it = option.globalMatch(text); it.hasNext();)
        names += it.next().captured(1);
    names.removeDuplicates();
    names.sort();
    return names;
}

QStringList namesOf(const QList<VerbOption> &options)
{
    QStringList names;
    for (const VerbOption &option : options)
        names += option.name;
    names.sort();
    return names;
}

// Rows of the tables in docs/cli.md that speak of assay-agent: cells of each, without the heads.
QList<QStringList> documentedRows()
{
    QFile file(QStringLiteral(ASSAY_SOURCE_DIR "/docs/cli.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll()).section(u"\n## assay [OPTIONS]"_s, 0, 0);
    QList<QStringList> rows;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(u"| `"_s))
            rows += QString(line).replace(u"\\|"_s, u"/"_s).split(u'|').mid(1);
    }
    return rows;
}

struct Checked {
    int exitCode = -1;
    QByteArray said;
};

Checked check(const QString &program, const QStringList &words)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, words);
    process.waitForFinished();
    return {process.exitCode(), process.readAll()};
}

} // namespace

// The table is the source; docs/cli.md, the manual page and the completions say the same.
class TestCliDocs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theDocumentHasEveryVerb_data();
    void theDocumentHasEveryVerb();
    void theDocumentHasNoOtherVerb();
    void theDocumentHasTheOptionsOfEveryVerb();
    void theManualPageHasAll();
    void roffTakesTextLiterally();
    void theManualPageIsGoodRoff();
    void completionsParse_data();
    void completionsParse();
    void bashCompletes_data();
    void bashCompletes();

private:
    [[nodiscard]] QString write(const QString &name, const QString &text) const;
    void addRow(const QString &verb, const QStringList &row);
    QTemporaryDir m_folder;
    QHash<QString, QStringList> m_verbRows; // by verb
    QStringList m_optionsOfAll;
};

void TestCliDocs::initTestCase()
{
    for (const QStringList &row : documentedRows()) {
        const QString head = row.value(0).trimmed();
        if (head.startsWith(u"`--"_s))
            m_optionsOfAll += optionsIn(head);
        else if (row.size() > 3) // verb, what it does, keys, and what follows the last bar
            addRow(QString(head).remove(u'`').section(u' ', 0, 0), row);
    }
    m_optionsOfAll.sort();
    QVERIFY(!m_verbRows.isEmpty());
}

// A verb of many words has a row for each kind of them.
void TestCliDocs::addRow(const QString &verb, const QStringList &row)
{
    QStringList &all = m_verbRows[verb];
    all.resize(std::max(all.size(), row.size()));
    for (qsizetype i = 0; i < row.size(); ++i)
        all[i] += row.at(i);
}

void TestCliDocs::theDocumentHasEveryVerb_data()
{
    QTest::addColumn<QString>("name");
    for (const Verb &verb : verbTable())
        QTest::newRow(qPrintable(verb.name)) << verb.name;
}

void TestCliDocs::theDocumentHasEveryVerb()
{
    QFETCH(QString, name);
    const Verb &verb = *findVerb(name);
    QVERIFY(m_verbRows.contains(name));
    const QStringList row = m_verbRows.value(name);
    QCOMPARE(optionsIn(row.at(0)), namesOf(verb.options));
    for (const VerbOption &option : verb.options) {
        for (const QString &choice : option.choices)
            QVERIFY2(row.at(0).contains(choice), qPrintable(choice));
    }
    for (const QString &key : verb.jsonKeys)
        QVERIFY2(row.at(2).contains(key), qPrintable(key));
}

void TestCliDocs::theDocumentHasNoOtherVerb()
{
    for (auto it = m_verbRows.cbegin(); it != m_verbRows.cend(); ++it)
        QVERIFY2(findVerb(it.key()), qPrintable(it.key()));
}

void TestCliDocs::theDocumentHasTheOptionsOfEveryVerb()
{
    QCOMPARE(m_optionsOfAll, namesOf(globalOptions()));
}

void TestCliDocs::theManualPageHasAll()
{
    const QString page = manPage();
    for (const Verb &verb : verbTable()) {
        QVERIFY2(page.contains(u"\n.SS "_s + verb.name), qPrintable(verb.name));
        for (const VerbOption &option : verb.options + globalOptions())
            QVERIFY2(page.contains(u"\\fB"_s + roffText(u"--"_s + option.name)), qPrintable(option.name));
    }
}

void TestCliDocs::roffTakesTextLiterally()
{
    QCOMPARE(roffText(u".so /etc/passwd"_s), u"\\&.so /etc/passwd"_s);
    QCOMPARE(roffText(u"a-b \\ ~ '…"_s), u"a\\-b \\e \\(ti \\(aq\\[u2026]"_s);
}

QString TestCliDocs::write(const QString &name, const QString &text) const
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(text.toUtf8());
    return file.fileName();
}

void TestCliDocs::theManualPageIsGoodRoff()
{
    const QString page = write(u"assay-agent.1"_s, manPage());
    bool checked = false;
    if (!QStandardPaths::findExecutable(u"groff"_s).isEmpty()) {
        const Checked groff = check(u"groff"_s, {u"-ww"_s, u"-man"_s, u"-Tutf8"_s, u"-z"_s, page});
        QVERIFY2(groff.exitCode == 0 && groff.said.isEmpty(), groff.said.constData());
        checked = true;
    }
    if (!QStandardPaths::findExecutable(u"mandoc"_s).isEmpty()) {
        const Checked mandoc = check(u"mandoc"_s, {u"-Tlint"_s, u"-Wwarning"_s, page});
        QVERIFY2(mandoc.exitCode == 0, mandoc.said.constData());
        checked = true;
    }
    if (!checked)
        QSKIP("neither groff nor mandoc is installed");
}

void TestCliDocs::completionsParse_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QString>("text");
    QTest::newRow("bash") << u"bash"_s << bashCompletion();
    QTest::newRow("zsh") << u"zsh"_s << zshCompletion();
    QTest::newRow("fish") << u"fish"_s << fishCompletion();
}

void TestCliDocs::completionsParse()
{
    QFETCH(QString, shell);
    QFETCH(QString, text);
    for (const Verb &verb : verbTable())
        QVERIFY(text.contains(verb.name));
    if (QStandardPaths::findExecutable(shell).isEmpty())
        QSKIP("the shell is not installed");
    const Checked parsed = check(shell, {u"-n"_s, write(shell, text)});
    QVERIFY2(parsed.exitCode == 0 && parsed.said.isEmpty(), parsed.said.constData());
}

void TestCliDocs::bashCompletes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("offered");
    QTest::newRow("verb") << u"'ex'"_s << "export exclusions"_ba;
    QTest::newRow("verb behind an option and its value") << u"--workspace w 'del'"_s << "delete"_ba;
    QTest::newRow("choice") << u"export --format ''"_s << "md html json trajectory"_ba;
    QTest::newRow("option of the verb") << u"doctor '--rep'"_s << "--repair"_ba;
    QTest::newRow("option of all") << u"doctor '--work'"_s << "--workspace"_ba;
    QTest::newRow("option of another verb") << u"doctor '--rech'"_s << ""_ba;
    QTest::newRow("value nobody knows") << u"sessions --limit ''"_s << ""_ba;
}

void TestCliDocs::bashCompletes()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, offered);
    const QString script = write(u"complete.bash"_s, bashCompletion());
    const Checked ran =
        check(u"bash"_s, {u"--norc"_s, u"-c"_s,
                          u". '%1'; COMP_WORDS=(assay-agent %2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                          "_assay_agent; echo \"${COMPREPLY[*]}\""_s.arg(script, typed)});
    QCOMPARE(ran.said.trimmed(), offered);
}

QTEST_GUILESS_MAIN(TestCliDocs)
#include "tst_clidocs.moc"
