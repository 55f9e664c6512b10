// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

// ./assay.sh, with programs that only tell how they were called in the place of the real ones.
class TestStartScript final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void opensWhatItShould_data();
    void opensWhatItShould();

private:
    void program(const QString &path, const QByteArray &body) const;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestStartScript::program(const QString &path, const QByteArray &body) const
{
    QFile file(m_folder->filePath(path));
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + body + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void TestStartScript::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(QStringLiteral(ASSAY_SOURCE_DIR "/assay.sh"), m_folder->filePath(u"assay.sh"_s)));
    QVERIFY(QDir().mkpath(m_folder->filePath(u"packaging"_s)));
    QVERIFY(QFile::copy(QStringLiteral(ASSAY_SOURCE_DIR "/packaging/debian-build-deps.txt"),
                        m_folder->filePath(u"packaging/debian-build-deps.txt"_s)));
    program(u"stubs/cmake"_s, "exit 0");
    program(u"stubs/dpkg-query"_s, "printf installed");
    for (const QString &name : {u"assay"_s, u"assay-agent"_s})
        program(u"build/release/bin/"_s + name, "echo \"ran ${0##*/} $*\" >>\"$RECORD\"");
    QVERIFY(QDir().mkpath(m_folder->filePath(u"full/projects/p"_s)));
    QFile transcript(m_folder->filePath(u"full/projects/p/a.jsonl"_s));
    QVERIFY(transcript.open(QIODevice::WriteOnly));
}

void TestStartScript::opensWhatItShould_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("ran");
    QTest::newRow("nothing there") << QStringList()
                                   << "ran assay-agent samples --quiet\nran assay --workspace samples\n"_ba;
    QTest::newRow("a folder with transcripts")
        << QStringList{u"--claude-dir"_s, u"full"_s} << "ran assay --claude-dir full\n"_ba;
    QTest::newRow("the same with an equals sign")
        << QStringList{u"--claude-dir=full"_s} << "ran assay --claude-dir=full\n"_ba;
    QTest::newRow("another data directory")
        << QStringList{u"--data-dir"_s, u"d"_s}
        << "ran assay-agent samples --quiet --data-dir d\nran assay --workspace samples --data-dir d\n"_ba;
    QTest::newRow("a workspace") << QStringList{u"--workspace"_s, u"w"_s} << "ran assay --workspace w\n"_ba;
}

void TestStartScript::opensWhatItShould()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, ran);
    const QString record = m_folder->filePath(u"record"_s);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, m_folder->filePath(u"stubs"_s) + u':' + environment.value(u"PATH"_s));
    environment.insert(u"RECORD"_s, record);
    environment.remove(u"ASSAY_PRESET"_s); // of whoever runs the tests
    QProcess script;
    script.setProcessEnvironment(environment);
    script.start(m_folder->filePath(u"assay.sh"_s), words);
    QVERIFY(script.waitForFinished());
    QCOMPARE(script.exitCode(), 0);
    QFile told(record);
    QVERIFY(told.open(QIODevice::ReadOnly));
    QCOMPARE(told.readAll(), ran);
}

QTEST_GUILESS_MAIN(TestStartScript)
#include "tst_startscript.moc"
