// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

#include <set>

#include "tests/support/importfixture.h"

using namespace assay;
using namespace Qt::Literals::StringLiterals;
using Json = nlohmann::json;

namespace {

// An independent reading of transcripts with another parser: only what the counts below need.
struct Count {
    qint64 lines = 0;
    qint64 decoded = 0;
    qint64 raw = 0;
    qint64 broken = 0;
};

struct Use {
    std::array<qint64, 4> tokens{};
    std::set<std::string> sessions;
};

class IndependentReading {
public:
    std::map<QString, Count> files;
    std::map<std::string, Use> messages;
    std::map<std::string, std::string> started; // session → smallest time of a user or assistant line

    void read(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string session = QFileInfo(path).completeBaseName().right(36).toStdString();
        Count &count = files[path];
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.trimmed().isEmpty())
                continue;
            ++count.lines;
            const auto objects = parse(line.toStdString());
            if (objects.empty()) {
                ++count.broken;
                continue;
            }
            bool interpreted = false;
            for (const Json &object : objects)
                interpreted = take(object, session) || interpreted;
            ++(interpreted ? count.decoded : count.raw);
        }
    }

private:
    static std::vector<Json> parse(const std::string &line)
    {
        std::vector<Json> objects;
        Json whole = Json::parse(line, nullptr, false);
        if (!whole.is_discarded())
            return {whole};
        // Two objects on one line: cut at each "}{" until both halves parse.
        for (auto at = line.find("}{"); at != std::string::npos; at = line.find("}{", at + 1)) {
            Json left = Json::parse(line.substr(0, at + 1), nullptr, false);
            Json right = Json::parse(line.substr(at + 1), nullptr, false);
            if (!left.is_discarded() && !right.is_discarded())
                return {left, right};
        }
        return {};
    }

    bool take(const Json &line, const std::string &session)
    {
        static const std::set<std::string> interpreted = {"user",         "assistant",  "system",
                                                          "attachment",   "summary",    "pr-link",
                                                          "custom-title", "agent-name", "cost-state"};
        const std::string type = line.value("type", "");
        if (type == "progress") {
            const Json &data = line.at("data");
            if (data.value("type", "") != "agent_progress")
                return false;
            use(data.at("message"), session);
            return true;
        }
        use(line, session);
        return interpreted.contains(type);
    }

    void use(const Json &line, const std::string &session)
    {
        const std::string type = line.value("type", "");
        if ((type == "user" || type == "assistant") && line.contains("timestamp")) {
            const std::string at = line.at("timestamp");
            auto &first = started[session];
            first = first.empty() ? at : std::min(first, at);
        }
        if (type != "assistant" || !line.contains("message") || line.at("message").value("model", "") == "<synthetic>")
            return;
        const Json &message = line.at("message");
        if (!message.contains("usage") || !message.contains("id"))
            return;
        const Json &usage = message.at("usage");
        const auto number = [&](const char *key) {
            return usage.contains(key) && usage.at(key).is_number() ? usage.at(key).get<qint64>() : 0;
        };
        Use &known = messages[message.at("id")];
        const bool first = known.sessions.empty();
        known.sessions.insert(session);
        if (first || number("output_tokens") > known.tokens[1]) {
            known.tokens = {number("input_tokens"), number("output_tokens"), number("cache_read_input_tokens"),
                            number("cache_creation_input_tokens")};
        }
    }
};

} // namespace

// Real sessions, where ASSAY_TEST_CORPUS names a folder of them.
class TestCorpus : public QObject {
    Q_OBJECT

    ImportFixture m_fixture;
    IndependentReading m_reading;
    QString m_claudeDir;

private Q_SLOTS:
    void initTestCase()
    {
        m_claudeDir = qEnvironmentVariable("ASSAY_TEST_CORPUS") + u"/claude-home"_s;
        if (!qEnvironmentVariableIsSet("ASSAY_TEST_CORPUS") || !QDir(m_claudeDir).exists())
            QSKIP("ASSAY_TEST_CORPUS is not set: no real sessions to test with");
        ImportOptions options;
        options.claudeDirs = {m_claudeDir};
        const auto summary = m_fixture.import(options);
        QVERIFY(summary.problems.isEmpty());
        for (const QString &path : m_fixture.column(u"SELECT path FROM source"_s))
            m_reading.read(path);
    }

    void filesAndSessions()
    {
        QCOMPARE(m_fixture.value(u"SELECT count(*) FROM source"_s).toInt(), 349);
        QCOMPARE(m_fixture.value(u"SELECT count(*) FROM session"_s).toInt(), 338);
    }

    void linesPerFile()
    {
        for (const auto &[path, count] : m_reading.files) {
            const QString sql =
                u"SELECT lines || ' ' || lines_decoded || ' ' || lines_raw || ' ' || lines_broken FROM source WHERE path = '%1'"_s;
            QCOMPARE(m_fixture.value(sql.arg(path)).toString(),
                     u"%1 %2 %3 %4"_s.arg(count.lines).arg(count.decoded).arg(count.raw).arg(count.broken));
        }
    }

    void tokensPerSession()
    {
        std::map<std::string, std::array<qint64, 4>> expected;
        for (const auto &[id, use] : m_reading.messages) {
            const auto &owner =
                *std::min_element(use.sessions.begin(), use.sessions.end(), [&](const auto &a, const auto &b) {
                    return std::pair(m_reading.started[a], a) < std::pair(m_reading.started[b], b);
                });
            for (std::size_t i = 0; i < 4; ++i)
                expected[owner][i] += use.tokens[i];
        }
        const auto rows = m_fixture.column(
            u"SELECT uuid || ' ' || tokens_input || ' ' || tokens_output || ' ' || tokens_cache_read || "
            "' ' || tokens_cache_write FROM session"_s);
        QCOMPARE(rows.size(), 338);
        for (const QString &row : rows) {
            const auto &sum = expected[row.left(36).toStdString()];
            QCOMPARE(row.mid(37), u"%1 %2 %3 %4"_s.arg(sum[0]).arg(sum[1]).arg(sum[2]).arg(sum[3]));
        }
        QCOMPARE(m_fixture.value(u"SELECT count(*) FROM message"_s).toULongLong(), m_reading.messages.size());
    }

    void twoProjectsWithTheAliases()
    {
        const QString aliases = qEnvironmentVariable("ASSAY_TEST_CORPUS_ALIASES");
        if (aliases.isEmpty())
            QSKIP("ASSAY_TEST_CORPUS_ALIASES is not set");
        qInfo() << "projects without the alias file:"
                << m_fixture.value(u"SELECT count(DISTINCT project_id) FROM session"_s).toInt();
        ImportOptions options;
        options.claudeDirs = {m_claudeDir};
        options.projectAliasesFile = aliases;
        QCOMPARE(m_fixture.import(options).filesParsed, 0);
        QCOMPARE(m_fixture.value(u"SELECT count(DISTINCT project_id) FROM session"_s).toInt(), 2);
    }
};

QTEST_GUILESS_MAIN(TestCorpus)
#include "tst_corpus.moc"
