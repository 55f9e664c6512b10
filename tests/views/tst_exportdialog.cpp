// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QCheckBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSettings>
#include <QTest>

#include "models/items/queryrunner.h"
#include "tests/support/teststore.h"
#include "views/export/exportdialog.h"
#include "views/widgets/assaystyle.h"
#include "views/widgets/theme.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

class TestExportDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void writesOneSessionAndOpensItsFolder();
    void neverReplacesSilently();
    void formatDecidesTheSuffixAndTheChoices();
    void leavesOutWhatWasUnticked();
    void severalSessionsGoToAFolder();
    void tellsWhyItCannotWrite_data();
    void tellsWhyItCannotWrite();
    void canBeCancelled();
    void remembersFormatAndFolder();
    void everyControlHasAName();
    void fitsTheScreen_data();
    void fitsTheScreen();
    void openUrl(const QUrl &url) { m_opened = url; }

private:
    // A dialog that is shown and knows the name of its file.
    [[nodiscard]] QPointer<ExportDialog> shown(const QList<qint64> &sessions);
    template<typename Widget>
    static Widget *part(ExportDialog *dialog, const char *name)
    {
        return dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    static void press(QWidget *widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton, {}, QPoint(9, widget->height() / 2));
    }
    [[nodiscard]] QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] QByteArray bytesOf(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    TestStore m_store;
    QueryRunner m_runner{m_store.file()};
    std::unique_ptr<QTemporaryDir> m_folder;
    QList<qint64> m_sessions;
    QUrl m_opened;
};

void TestExportDialog::initTestCase()
{
    Theme::instance()->apply(Theme::Scheme::Light);
    for (int i = 0; i < 2; ++i) {
        const qint64 session =
            m_store.addSession({.uuid = u"%1%1%1%1%1%1%1%1-0000"_s.arg(i), .title = u"Fix the parser"_s});
        m_store.addEvent({.session = session, .kind = EventKind::Prompt, .text = u"a-prompt"_s});
        m_store.addEvent({.session = session, .kind = EventKind::Thinking, .text = u"a-thought"_s});
        m_sessions.append(session);
    }
    const qint64 large = m_store.addSession({.uuid = u"99999999-0000"_s, .title = u"Large"_s});
    m_store.addEvents(large, 60'000, 100);
    m_store.execute(u"UPDATE session SET events_total = 60000 WHERE id = %1"_s.arg(large));
    m_sessions.append(large);
    QDesktopServices::setUrlHandler(u"file"_s, this, "openUrl");
}

void TestExportDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings settings;
    settings.clear();
    settings.setValue("export/folder"_L1, m_folder->path());
}

QPointer<ExportDialog> TestExportDialog::shown(const QList<qint64> &sessions)
{
    QPointer<ExportDialog> dialog = new ExportDialog(&m_runner, sessions);
    dialog->show();
    if (sessions.size() == 1 &&
        !QTest::qWaitFor([&] { return part<QLineEdit>(dialog, "target")->text() != m_folder->path(); }))
        qWarning("no name was proposed");
    return dialog;
}

void TestExportDialog::writesOneSessionAndOpensItsFolder()
{
    const auto dialog = shown({m_sessions[0]});
    QCOMPARE(part<QLineEdit>(dialog, "target")->text(), m_folder->filePath(u"fix-the-parser-00000000.md"_s));
    press(part<QPushButton>(dialog, "export"));
    QTRY_VERIFY(part<QPushButton>(dialog, "open")->isVisible());
    QCOMPARE(files(), QStringList{u"fix-the-parser-00000000.md"_s});
    QVERIFY(bytesOf(files().first()).contains("a-prompt"));
    QVERIFY(part<QLabel>(dialog, "told")->text().contains(m_folder->filePath(files().first())));
    press(part<QPushButton>(dialog, "open"));
    QCOMPARE(m_opened, QUrl::fromLocalFile(m_folder->path()));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
}

void TestExportDialog::neverReplacesSilently()
{
    QFile theirs(m_folder->filePath(u"fix-the-parser-00000000.md"_s));
    QVERIFY(theirs.open(QIODevice::WriteOnly));
    theirs.write("theirs");
    theirs.close();
    const auto dialog = shown({m_sessions[0]});
    auto *replace = part<QCheckBox>(dialog, "replace");
    QTRY_VERIFY(replace->isVisible());
    QVERIFY(!part<QPushButton>(dialog, "export")->isEnabled());
    QTest::keyClick(part<QLineEdit>(dialog, "target"), Qt::Key_Return);
    QCOMPARE(bytesOf(files().first()), "theirs"_ba);
    press(replace);
    QVERIFY(part<QPushButton>(dialog, "export")->isEnabled());
    press(part<QPushButton>(dialog, "export"));
    QTRY_VERIFY(bytesOf(files().first()).contains("a-prompt"));
    delete dialog;
}

void TestExportDialog::formatDecidesTheSuffixAndTheChoices()
{
    const auto dialog = shown({m_sessions[0]});
    press(part<QRadioButton>(dialog, "trajectory"));
    QVERIFY(part<QLineEdit>(dialog, "target")->text().endsWith(u"/fix-the-parser-00000000.jsonl"_s));
    QVERIFY(!part<QCheckBox>(dialog, "subagents")->isEnabled());
    QVERIFY(!part<QCheckBox>(dialog, "outputs")->isEnabled());
    QVERIFY(part<QCheckBox>(dialog, "thinking")->isEnabled());
    press(part<QRadioButton>(dialog, "html"));
    QVERIFY(part<QCheckBox>(dialog, "outputs")->isEnabled());
    QTest::keyClick(part<QRadioButton>(dialog, "html"), Qt::Key_Down);
    QVERIFY(part<QRadioButton>(dialog, "json")->isChecked());
    QVERIFY(part<QLineEdit>(dialog, "target")->text().endsWith(u".json"_s));
    delete dialog;
}

void TestExportDialog::leavesOutWhatWasUnticked()
{
    const auto dialog = shown({m_sessions[0]});
    press(part<QCheckBox>(dialog, "thinking"));
    QTest::keyClick(part<QLineEdit>(dialog, "target"), Qt::Key_Return);
    QTRY_VERIFY(part<QPushButton>(dialog, "open")->isVisible());
    QVERIFY(!bytesOf(files().first()).contains("a-thought"));
    delete dialog;
}

void TestExportDialog::severalSessionsGoToAFolder()
{
    for (int i = 0; i < 2; ++i) {
        const auto dialog = shown({m_sessions[0], m_sessions[1]});
        QVERIFY(!part<QCheckBox>(dialog, "replace")->isVisible());
        press(part<QPushButton>(dialog, "export"));
        QTRY_VERIFY(part<QPushButton>(dialog, "open")->isVisible());
        delete dialog;
    }
    QCOMPARE(files(), (QStringList{u"fix-the-parser-00000000-2.md"_s, u"fix-the-parser-00000000.md"_s,
                                   u"fix-the-parser-11111111-2.md"_s, u"fix-the-parser-11111111.md"_s}));
}

void TestExportDialog::tellsWhyItCannotWrite_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << u""_s << u"Name a file"_s;
    QTest::newRow("folder") << u"."_s << u"is a folder"_s;
    QTest::newRow("no folder") << u"missing/out.md"_s << u"There is no folder"_s;
}

void TestExportDialog::tellsWhyItCannotWrite()
{
    QFETCH(QString, target);
    QFETCH(QString, hint);
    const auto dialog = shown({m_sessions[0]});
    part<QLineEdit>(dialog, "target")->setText(target.isEmpty() ? target : m_folder->path() + u'/' + target);
    QVERIFY(!part<QPushButton>(dialog, "export")->isEnabled());
    QVERIFY(part<QLabel>(dialog, "hint")->isVisible());
    QVERIFY2(part<QLabel>(dialog, "hint")->text().contains(hint), qPrintable(part<QLabel>(dialog, "hint")->text()));
    delete dialog;
}

void TestExportDialog::canBeCancelled()
{
    const auto dialog = shown({m_sessions[2]});
    press(part<QRadioButton>(dialog, "html"));
    press(part<QPushButton>(dialog, "export"));
    QTest::keyClick(dialog, Qt::Key_Escape); // ends the writing, not the dialog
    QTRY_VERIFY(part<QPushButton>(dialog, "export")->isEnabled());
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(files(), QStringList());
    QVERIFY(part<QLabel>(dialog, "told")->text().contains(u"Nothing was written"_s));
    press(part<QPushButton>(dialog, "export"));
    delete dialog; // in the middle of it
    QCOMPARE(files(), QStringList());
}

void TestExportDialog::remembersFormatAndFolder()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"sub"_s));
    const auto first = shown({m_sessions[0]});
    press(part<QRadioButton>(first, "json"));
    part<QLineEdit>(first, "target")->setText(m_folder->filePath(u"sub/mine.json"_s));
    press(part<QPushButton>(first, "export"));
    QTRY_VERIFY(part<QPushButton>(first, "open")->isVisible());
    delete first;
    const auto second = shown({m_sessions[1]});
    QVERIFY(part<QRadioButton>(second, "json")->isChecked());
    QTRY_COMPARE(part<QLineEdit>(second, "target")->text(), m_folder->filePath(u"sub/fix-the-parser-11111111.json"_s));
    delete second;
}

void TestExportDialog::everyControlHasAName()
{
    const auto dialog = shown({m_sessions[0]});
    const QList<QWidget *> parts = dialog->findChildren<QWidget *>();
    for (QWidget *each : parts) {
        if (each->focusPolicy() != Qt::NoFocus && !qobject_cast<QLabel *>(each))
            QVERIFY2(!each->accessibleName().isEmpty(), qPrintable(each->objectName()));
    }
    delete dialog;
}

void TestExportDialog::fitsTheScreen_data()
{
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.9, 1.0, 1.5, 2.0})
        QTest::addRow("%g", zoom) << zoom;
}

void TestExportDialog::fitsTheScreen()
{
    QFETCH(double, zoom);
    Theme::instance()->setZoom(zoom);
    QWidget window; // as wide as nothing before it is shown, so is a dialog of it
    const QPointer<ExportDialog> dialog = new ExportDialog(&m_runner, {m_sessions[0]}, &window);
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    const auto *act = part<QPushButton>(dialog, "export");
    QVERIFY(act->property(AssayStyle::primaryProperty).toBool());
    QVERIFY(dialog->height() <= dialog->screen()->availableGeometry().height());
    QVERIFY2(dialog->height() <= 400 * zoom, qPrintable(QString::number(dialog->height())));
    QVERIFY(dialog->rect().contains(QRect(act->mapTo(dialog, QPoint()), act->size())));
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        if (label->isVisible())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    delete dialog;
    Theme::instance()->setZoom(1);
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
