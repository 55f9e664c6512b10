// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
// What is typed and not saved: kept, told of when the draft below it is another by now, and masked like all else.
#include "shownpage.h"

#include <QLabel>
#include <QPlainTextEdit>

#include "agent/desk/draftfiles.h"
#include "agent/redact/redactor.h"
#include "agent/store/filechanges.h"
#include "models/data/store/datadir.h"
#include "views/desk/skilleditor.h"
#include "views/widgets/theme.h"

using namespace assay;

class tst_DeskDrafts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance()->apply(Theme::Scheme::Light); }
    void typedBackLeavesNoDraft();
    void draftOfAnEarlierRevisionSaysSo();
    void revisionThatComesWhileOneTypes();
    void maskedDraftStaysMasked();

private:
    // A skill's text with an end of its own.
    static QByteArray with(const QByteArray &more) { return DeskFixture::skill(u"first"_s) + more; }
    static QString screen(const Shown &shown) { return shown.page.card()->diff()->lines().join(u'\n'); }
};

void tst_DeskDrafts::typedBackLeavesNoDraft()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    const QString file = desk.store().folder() + u"/drafts/c-1.json"_s;
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"x"_s);
    QTRY_VERIFY(!DeskFixture::read(file).isEmpty());
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Backspace);
    QVERIFY(shown.page.editor()->isClean());
    QTRY_VERIFY(DeskFixture::read(file).isEmpty());
}

void tst_DeskDrafts::draftOfAnEarlierRevisionSaysSo()
{
    DeskFixture desk;
    const qint64 id = desk.addCandidate(u"c-1"_s, u"first"_s);
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"mine "_s);
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
    QVERIFY(writeRevision(desk.db(), id, with("2. Mined since.\n"), 5));
    shown.page.refresh();
    QTRY_VERIFY(screen(shown).contains(u"Mined since"_s));
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QVERIFY(shown.page.editor()->text().startsWith(u"mine "_s));
    const auto labels = shown.page.editor()->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *each) {
        return each->isVisible() && each->text().contains(u"over revision 1"_s);
    }));
}

// The miner drafts anew while somebody types.
void tst_DeskDrafts::revisionThatComesWhileOneTypes()
{
    DeskFixture desk;
    const qint64 id = desk.addCandidate(u"c-1"_s, u"first"_s);
    const QString file = desk.store().folder() + u"/drafts/c-1.json"_s;
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    QTest::keyClicks(shown.page.editor()->source(), u"mine "_s);
    QVERIFY(writeRevision(desk.db(), id, with("2. Mined since.\n"), 5));
    shown.page.refresh();
    const auto labels = shown.page.editor()->findChildren<QLabel *>();
    QTRY_VERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *each) {
        return each->isVisible() && each->text().contains(u"over revision 1"_s);
    }));
    QVERIFY(shown.page.editor()->text().startsWith(u"mine "_s));
    QTest::keyClicks(shown.page.editor()->source(), u"too "_s);
    QTRY_VERIFY(DeskFixture::read(file).contains("\"rev\":1") && DeskFixture::read(file).contains("mine too "));
}

void tst_DeskDrafts::maskedDraftStaysMasked()
{
    DeskFixture desk;
    desk.addCandidate(u"c-1"_s, u"first"_s);
    const QString file = desk.store().folder() + u"/drafts/c-1.json"_s;
    Shown shown(desk);
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    shown.press(Qt::Key_E);
    const QString secret = u"ghp_"_s + QString(36, u'A').replace(3, 4, u"b1C9"_s);
    QTest::keyClicks(shown.page.editor()->source(), secret + u' ');
    QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
    QTRY_VERIFY(DeskFixture::read(file).contains(secret.toUtf8() + " -"));
    const auto redactor = Redactor::create();
    QCOMPARE(recheckDrafts(*DataDir::locate(desk.store().folder()), **redactor).value_or(-1), 1);
    shown.page.refresh(); // as after every job of the agent
    QTRY_VERIFY(shown.button(u"E"_s)->isEnabled());
    const auto opensMasked = [&shown] {
        shown.press(Qt::Key_E);
        const bool masked = shown.page.editor()->text().contains(u"[redacted:"_s);
        if (!masked)
            QTest::keyClick(shown.page.editor()->source(), Qt::Key_Escape);
        return masked;
    };
    QTRY_VERIFY(opensMasked());
    QVERIFY(!shown.page.editor()->text().contains(secret));
    QVERIFY(DeskFixture::read(file).contains("[redacted:")); // opening it wrote nothing
    QTest::keyClicks(shown.page.editor()->source(), u"x"_s);
    QTRY_VERIFY(DeskFixture::read(file).contains("x[redacted:") || DeskFixture::read(file).contains("\"x"));
    QVERIFY(!DeskFixture::read(file).contains(secret.toUtf8()));
}

QTEST_MAIN(tst_DeskDrafts)
#include "tst_deskdrafts.moc"
