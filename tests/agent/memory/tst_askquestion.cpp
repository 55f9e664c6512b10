// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "models/data/ask/askquestion.h"
#include "models/data/filter/filter.h"
#include "models/data/memory/memorynote.h"
#include "models/data/memory/notetext.h"
#include "models/data/memory/topics.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;

// What the words of a question are taken for, and the pure parts that answers are made of.
class TestAskQuestion : public QObject {
    Q_OBJECT

private:
    // A Monday, 14:30 in Berlin.
    static FilterClock clock()
    {
        const QTimeZone zone("Europe/Berlin");
        return {QDateTime(QDate(2026, 11, 2), QTime(14, 30), zone).toMSecsSinceEpoch(), zone};
    }
    static QString text(qint64 at)
    {
        return QDateTime::fromMSecsSinceEpoch(at, clock().zone).toString(u"yyyy-MM-ddTHH:mm"_s);
    }

private Q_SLOTS:
    void windows_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *question, const char *from, const char *to) {
            QTest::newRow(question) << QString::fromUtf8(from) << QString::fromUtf8(to);
        };
        row("failures in the last 15 minutes", "2026-11-02T14:15", "2026-11-02T14:30");
        row("failures in the last hour", "2026-11-02T13:30", "2026-11-02T14:30");
        row("past 2h of errors", "2026-11-02T12:30", "2026-11-02T14:30");
        row("errors 15m", "2026-11-02T14:15", "2026-11-02T14:30");
        row("since yesterday noon", "2026-11-01T12:00", "2026-11-02T14:30");
        row("what failed since 9:15", "2026-11-02T09:15", "2026-11-02T14:30");
        row("since 2 hours ago", "2026-11-02T12:30", "2026-11-02T14:30");
        row("this week", "2026-11-02T00:00", "2026-11-02T14:30");
        row("last week", "2026-10-26T00:00", "2026-11-02T00:00");
        row("yesterday", "2026-11-01T00:00", "2026-11-02T00:00");
        row("today", "2026-11-02T00:00", "2026-11-02T14:30");
        row("on 2026-10-25", "2026-10-25T00:00", "2026-10-26T00:00");
        row("on Oct 25", "2026-10-25T00:00", "2026-10-26T00:00");
        row("between 9:00 and 11:30", "2026-11-02T09:00", "2026-11-02T11:30");
        row("from yesterday 22:00 to 2026-11-02T06:00", "2026-11-01T22:00", "2026-11-02T06:00");
        row("failures 2026-10-20 to 2026-10-25", "2026-10-20T00:00", "2026-10-26T00:00");
        row("Oct 20 – Oct 25", "2026-10-20T00:00", "2026-10-26T00:00");
        row("from 20 October to today", "2026-10-20T00:00", "2026-11-02T14:30");
        row("errors 9:00 to 11:30", "2026-11-02T09:00", "2026-11-02T11:30");
        row("failures in October", "2026-10-01T00:00", "2026-11-01T00:00");
        row("failures in December", "2025-12-01T00:00", "2026-01-01T00:00"); // the last one
        row("what failed in November", "2026-11-01T00:00", "2026-11-02T14:30");
        row("failures February 2026", "2026-02-01T00:00", "2026-03-01T00:00");
        row("Fehler im Oktober", "2026-10-01T00:00", "2026-11-01T00:00");
        row("failures of 2026-02", "2026-02-01T00:00", "2026-03-01T00:00");
        row("from January to February", "2026-01-01T00:00", "2026-03-01T00:00");
        row("which checks may fail", "2026-11-01T14:30", "2026-11-02T14:30"); // no month
        row("since 3 pm yesterday", "2026-11-01T15:00", "2026-11-02T14:30");
        row("since 15:00", "2026-11-01T14:30", "2026-11-02T14:30"); // that is to come: the last day
        row("since yesterday 3 pm", "2026-11-01T15:00", "2026-11-02T14:30");
        row("Fehler der letzten 15 Minuten", "2026-11-02T14:15", "2026-11-02T14:30");
        row("échecs des 15 dernières minutes", "2026-11-02T14:15", "2026-11-02T14:30");
        row("fallos desde ayer", "2026-11-01T00:00", "2026-11-02T14:30");
        row("depuis hier midi", "2026-11-01T12:00", "2026-11-02T14:30");
        row("errores desde ayer mediodía", "2026-11-01T12:00", "2026-11-02T14:30");
        row("errori delle ultime 2 ore", "2026-11-02T12:30", "2026-11-02T14:30");
        row("Fehler diese Woche", "2026-11-02T00:00", "2026-11-02T14:30");
        row("erros da última hora", "2026-11-02T13:30", "2026-11-02T14:30");
        row("Fehler am 25. Oktober", "2026-10-25T00:00", "2026-10-26T00:00");
        row("seit gestern mittag", "2026-11-01T12:00", "2026-11-02T14:30");
        row("since 8:00 America/New_York", "2026-11-02T14:00", "2026-11-02T14:30");
        row("on 2026-10-25 in Asia/Tokyo", "2026-10-24T17:00", "2026-10-25T16:00");
        row("since 2026-11-02T09:00Z", "2026-11-02T10:00", "2026-11-02T14:30");
        row("since 2026-11-02T09:00-05:00", "2026-11-01T14:30", "2026-11-02T14:30"); // that is to come
        row("since noon UTC", "2026-11-02T13:00", "2026-11-02T14:30");
        row("failures", "2026-11-01T14:30", "2026-11-02T14:30"); // nothing was said
    }
    void windows()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const AskQuestion question = parseAsk(QString::fromUtf8(QTest::currentDataTag()), clock());
        QCOMPARE(text(question.span.from), from);
        QCOMPARE(text(question.span.to), to);
    }

    // 25 hours lie between the two noons of a night in which clocks were set back.
    void daysGoByTheCalendar()
    {
        const QTimeZone zone("Europe/Berlin");
        const FilterClock noon{QDateTime(QDate(2026, 10, 25), QTime(12, 0), zone).toMSecsSinceEpoch(), zone};
        const AskQuestion question = parseAsk(u"since yesterday noon"_s, noon);
        QCOMPARE(question.span.to - question.span.from, 25 * hourMs);
    }

    // What other languages say of times and outcomes is all taken; only names are left to be looked up.
    void otherLanguages_data()
    {
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *question, AskOutcome outcome) { QTest::newRow(question) << int(outcome); };
        row("Fasse die letzten 15 Minuten der payments-api Fehler in der ganzen Flotte zusammen", AskOutcome::Failed);
        row("Welche payments-api Aufrufe wurden gestern abgelehnt?", AskOutcome::Denied);
        row("Quels échecs de payments-api dans les 15 dernières minutes ?", AskOutcome::Failed);
        row("¿Qué fallos de payments-api hubo desde ayer?", AskOutcome::Failed);
        row("Quali errori di payments-api nelle ultime 2 ore?", AskOutcome::Failed);
        row("Quais falhas de payments-api na última hora?", AskOutcome::Failed);
    }
    void otherLanguages()
    {
        QFETCH(int, outcome);
        const AskQuestion question = parseAsk(QString::fromUtf8(QTest::currentDataTag()), clock());
        QCOMPARE(question.words, (QList<QStringList>{{u"payments-api"_s}}));
        QVERIFY2(question.notUnderstood.isEmpty(), qPrintable(question.notUnderstood.join(u' ')));
        QCOMPARE(int(question.outcome), outcome);
        QVERIFY(question.windowSaid);
    }

    // Asked once more, windows that hang on the present go with it, and dates stay.
    void windowsGoWithTheClock()
    {
        const auto later = [](const char *text, qint64 minutes) {
            const AskQuestion first = parseAsk(QString::fromUtf8(text), clock());
            return askedAt(first, {clock().now + minutes * 60'000, clock().zone}).span;
        };
        QCOMPARE(text(later("failures in the last 15 minutes", 20).from), u"2026-11-02T14:35"_s);
        QCOMPARE(text(later("failures in the last 15 minutes", 20).to), u"2026-11-02T14:50"_s);
        QCOMPARE(text(later("since noon UTC", 20).from), u"2026-11-02T13:00"_s);
        QCOMPARE(text(later("failures", 60).from), u"2026-11-01T15:30"_s); // the last day
        QCOMPARE(text(later("today", 24 * 60).from), u"2026-11-03T00:00"_s);
        QCOMPARE(text(later("on 2026-10-25", 24 * 60).to), u"2026-10-26T00:00"_s);
        // Corrected: another window than the text says.
        AskQuestion corrected = parseAsk(u"git failures yesterday"_s, clock());
        corrected.window = u"last hour"_s;
        corrected = askedAt(corrected, clock());
        QCOMPARE(text(corrected.span.from), u"2026-11-02T13:30"_s);
        QCOMPARE(corrected.words, (QList<QStringList>{{u"git"_s}}));
    }

    void theQuestionsOfTheIssue()
    {
        AskQuestion q = parseAsk(u"Summarize the last 15 minutes of payments-api failures across the fleet"_s, clock());
        QCOMPARE(q.outcome, AskOutcome::Failed);
        QCOMPARE(q.words, (QList<QStringList>{{u"payments-api"_s}}));
        QVERIFY(q.everywhere);
        QVERIFY(q.windowSaid);
        QVERIFY(q.notUnderstood.isEmpty());
        q = parseAsk(u"What payments-api failures has the fleet seen in the last hour?"_s, clock());
        QCOMPARE(q.outcome, AskOutcome::Failed);
        QCOMPARE(q.words, (QList<QStringList>{{u"payments-api"_s}}));
        QCOMPARE(q.span.to - q.span.from, hourMs);
    }

    void words()
    {
        AskQuestion q = parseAsk(u"refused git push or npm calls in project payments this week"_s, clock());
        QCOMPARE(q.outcome, AskOutcome::Denied);
        QCOMPARE(q.project, u"payments"_s);
        QCOMPARE(q.words, (QList<QStringList>{{u"git"_s}, {u"push"_s, u"npm"_s}}));
        q = parseAsk(u"errors with \"connection reset\" since the fortnight"_s, clock());
        QCOMPARE(q.words.first(), QStringList{u"connection reset"_s});
        QVERIFY(
            q.words.contains(QStringList{u"fortnight"_s})); // not dropped in silence: it will be said not to be known
        QVERIFY(!parseAsk(u"week minutes"_s, clock()).notUnderstood.isEmpty());
        QVERIFY(parseAsk(QString(100'000, u'x'), clock()).text.size() <= 2000);
    }

    void topics()
    {
        const QStringList found = topicsOf({u"Bash"_s,
                                            u"curl"_s,
                                            {},
                                            u"curl -sf https://payments-api.svc:8080/charge"_s,
                                            u"503"_s,
                                            u"curl: (22) The requested URL returned error: 503\nok\n"_s});
        QVERIFY(found.contains(u"payments-api"_s));
        QVERIFY(found.contains(u"503"_s));
        QVERIFY(found.contains(u"curl"_s));
        QVERIFY(!found.contains(u"8080"_s));
        QVERIFY(topicsOf({u"Read"_s, u"read"_s, u"services/payments-api/src/client.ts"_s, {}, {}, {}})
                    .contains(u"client"_s));
        QCOMPARE(topicForm(u"Payments API"_s), topicForm(u"payments_api"_s));
        QVERIFY(topicsOf({u"Bash"_s, {}, {}, QString(1'000'000, u'a'), {}, {}}).size() <= topicsOfAct);
    }

    // Any order and any grouping give the same bytes.
    void mergingIsAssociative()
    {
        const auto bullet = [](qint64 at, const QString &text) {
            return noteBullet(NoteSection::Failed, u"k"_s, text, {at, at});
        };
        NoteBullet open = noteBullet(NoteSection::Open, u"o"_s, u"open"_s, {1, 1});
        NoteBullet closed = noteBullet(NoteSection::Open, u"o"_s, u"open"_s, {9, 9});
        closed.settled = true;
        QList<NoteBullets> parts;
        for (qint64 at = 1; at < 9; ++at)
            parts.append({bullet(at, u"text %1"_s.arg(at))});
        parts.append({open});
        parts.append({closed});
        NoteBullets forward, backward, left, right;
        for (const NoteBullets &part : parts)
            mergeNotes(forward, part);
        for (qsizetype i = parts.size(); i-- > 0;)
            mergeNotes(backward, parts[i]);
        for (qsizetype i = 0; i < parts.size(); ++i)
            mergeNotes(i % 2 == 0 ? left : right, parts[i]);
        mergeNotes(right, left);
        QCOMPARE(notesToJson(forward), notesToJson(backward));
        QCOMPARE(notesToJson(forward), notesToJson(right));
        QCOMPARE(notesToJson(*notesFromJson(notesToJson(forward))), notesToJson(forward));
        const NoteBullets shown = sortedNotes(forward, true);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown[0].count, 8);
        QCOMPARE(shown[0].text, u"text 8"_s);
        QCOMPARE(shown[0].events.size(), citedEvents);
        QVERIFY(!notesFromJson("[{\"section\": 99}]"));
        QVERIFY(!notesFromJson("nonsense"));
    }

    void quotedTexts()
    {
        QCOMPARE(askLine(u"<system_instruction>\nYou work in…\n</system_instruction>\n\nCreate a PR"_s),
                 u"Create a PR"_s);
        QCOMPARE(askLine(u"Implement the following plan:\n\n# Hook Chaining\n\ntext"_s),
                 u"Implement the following plan: Hook Chaining"_s);
        QCOMPARE(resultLine(u"Done!\n\nAll 12 tests pass and the lint is clean. Want me to push?"_s),
                 u"All 12 tests pass and the lint is clean."_s);
        QCOMPARE(
            resultLine(u"What changed:\n- `LICENSE` is the MIT license now, as asked\n\nThe retry waits twice as long "
                       "after each failure."_s),
            u"The retry waits twice as long after each failure."_s);
        QCOMPARE(resultLine(u"- Removed the two unused wrapper functions"_s),
                 u"Removed the two unused wrapper functions"_s);
        QCOMPARE(closingQuestion(u"It works now. Should I open a pull request for it?"_s),
                 u"Should I open a pull request for it?"_s);
        QCOMPARE(closingQuestion(u"It works now."_s), QString());
        QCOMPARE(nextStep(u"Fixed.\n\n**Next steps:**\n- run the migration on staging\n"_s),
                 u"run the migration on staging"_s);
        const QString commit =
            u"{\"command\":\"git add -A && git commit -m \\\"$(cat <<'EOF'\\nFix the retry\\n\\nBody\\nEOF\\n)\\\"\"}"_s;
        QCOMPARE(commitTitle(commit), u"Fix the retry"_s);
        QCOMPARE(commitTitle(u"{\"command\":\"git commit -m 'Say why'\"}"_s), u"Say why"_s);
        QCOMPARE(commitTitle(u"no json"_s), QString());
        QCOMPARE(answers(u"User has answered your questions: \"Which?\"=\"The second\"."_s).first().second,
                 u"The second"_s);
    }
};

QTEST_GUILESS_MAIN(TestAskQuestion)
#include "tst_askquestion.moc"
