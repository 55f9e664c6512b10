// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "models/data/query/vocabulary.h"
#include "tests/support/teststore.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList valuesOf(const FilterVocabulary &words, const QString &field)
{
    QStringList values;
    for (const VocabularyValue &each : words.of(field))
        values.append(each.value);
    return values;
}

} // namespace

class TestVocabulary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatSessionsHave();
    void filesAreWrittenFromTheFolder();
    void workIsBounded();
    void olderSchemasHaveLess();
};

void TestVocabulary::whatSessionsHave()
{
    TestStore store;
    const qint64 one = store.addProject(u"github.com/acme/web"_s);
    const qint64 other = store.addProject(u"github.com/other/web"_s);
    const qint64 payments = store.addProject(u"github.com/acme/payments"_s);
    const qint64 a =
        store.addSession({.uuid = u"aaaaaaaa-1"_s, .project = one, .title = u"First"_s, .startedAt = 1'000});
    store.addSession({.project = other, .branch = u"fix/b"_s, .startedAt = 2'000});
    const qint64 c =
        store.addSession({.uuid = u"cccccccc-1"_s, .project = payments, .model = u"haiku"_s, .startedAt = 3'000});
    store.addSession({.project = payments, .branch = u"gone"_s, .startedAt = 9'000, .deleted = true});
    store.execute(
        u"INSERT INTO session_tool VALUES (%1, 'Read', 2, 0), (%1, 'Bash', 90, 1), (%2, 'Read', 3, 0)"_s.arg(a).arg(c));
    store.execute(u"INSERT INTO session_skill VALUES (%1, 'deploy', 2), (%2, 'review', 7)"_s.arg(a).arg(c));
    store.execute(u"INSERT INTO session_tag VALUES (%1, 'keep'), (%2, 'keep'), (%2, 'later')"_s.arg(a).arg(c));
    const auto words = readVocabulary(store.db());
    QVERIFY2(words, words ? "" : qPrintable(words.error().what));
    // Two of a name are told apart by their keys.
    QCOMPARE(valuesOf(*words, u"project"_s),
             (QStringList{u"payments"_s, u"github.com/other/web"_s, u"github.com/acme/web"_s}));
    QCOMPARE(words->of(u"project"_s).first().sessions, 1);
    QCOMPARE(valuesOf(*words, u"branch"_s), (QStringList{u"main"_s, u"fix/b"_s}));
    QCOMPARE(words->of(u"branch"_s).first().sessions, 2);
    QCOMPARE(words->of(u"model"_s).first().value, u"haiku"_s);
    QCOMPARE(valuesOf(*words, u"tool"_s), (QStringList{u"Bash"_s, u"Read"_s}));
    QCOMPARE(words->of(u"tool"_s).last().sessions, 2);
    QCOMPARE(valuesOf(*words, u"tag"_s), (QStringList{u"keep"_s, u"later"_s}));
    QCOMPARE(valuesOf(*words, u"skill"_s), (QStringList{u"review"_s, u"deploy"_s}));
    QCOMPARE(words->of(u"session"_s).last(), (VocabularyValue{u"aaaaaaaa"_s, u"First"_s, -1}));
    QCOMPARE(words->of(u"agent"_s), (QList<VocabularyValue>{{u"claude"_s, {}, 3}}));
}

void TestVocabulary::filesAreWrittenFromTheFolder()
{
    TestStore store;
    const qint64 session = store.addSession({});
    store.execute(u"UPDATE session SET cwd = '/home/me/app'"_s);
    const auto touch = [&](const QString &tool, const QString &path, qint64 at) {
        store.addEvent({.session = session, .kind = EventKind::ToolCall, .at = at, .tool = tool, .head = path});
    };
    touch(u"Read"_s, u"/home/me/app/src/a.cpp"_s, 1);
    touch(u"Edit"_s, u"/home/me/app/src/b.cpp"_s, 3);
    touch(u"Read"_s, u"/etc/hosts"_s, 2);
    touch(u"Edit"_s, u"/home/me/app/src/a.cpp"_s, 4);
    touch(u"Bash"_s, u"make"_s, 5);
    const auto words = readVocabulary(store.db());
    QVERIFY(words.has_value());
    QCOMPARE(valuesOf(*words, u"file"_s), (QStringList{u"src/a.cpp"_s, u"src/b.cpp"_s, u"/etc/hosts"_s}));
}

void TestVocabulary::workIsBounded()
{
    TestStore store;
    store.addSessions(store.addProject(u"github.com/acme/web"_s), vocabularySessions + 10);
    store.execute(u"UPDATE session SET branch = 'b' || id"_s);
    const qint64 before = store.db().counts().statements;
    const qint64 rows = store.db().counts().rows;
    const auto words = readVocabulary(store.db());
    QVERIFY(words.has_value());
    QCOMPARE(words->of(u"branch"_s).size(), vocabularyValues);
    QCOMPARE(words->of(u"branch"_s).first().sessions,
             -1); // not all were looked at: no figure is better than a wrong one
    QVERIFY(store.db().counts().statements - before < 20);
    QVERIFY(store.db().counts().rows - rows < 2'000);
}

void TestVocabulary::olderSchemasHaveLess()
{
    TestStore store;
    store.addSession({});
    store.execute(u"DROP TABLE session_tool"_s);
    store.execute(u"DROP TABLE session_tag"_s);
    store.execute(u"DROP TABLE session_skill"_s);
    const auto words = readVocabulary(store.db());
    QVERIFY(words.has_value());
    QVERIFY(words->of(u"tool"_s).isEmpty());
    QCOMPARE(words->of(u"branch"_s).size(), 1);
}

QTEST_GUILESS_MAIN(TestVocabulary)
#include "tst_vocabulary.moc"
