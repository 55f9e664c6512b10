// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/mcp/mcptools.h"
#include "agent/verb/summaryverbs.h"
#include "agent/verb/verbcall.h"
#include "models/data/store/migrations.h"

#include <unistd.h>

#include <array>
#include <cerrno>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

bool writeAll(std::string text)
{
    text += '\n';
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false; // nobody reads any more
        done += static_cast<std::size_t>(written);
    }
    return true;
}

// Lines of standard input, in bounded memory: of one that is too long only that it was there is kept.
class LineInput {
public:
    // False at the end.
    bool next(std::string &line, bool &tooLong)
    {
        line.clear();
        tooLong = false;
        for (;;) {
            for (; m_at < m_size; ++m_at) {
                const char c = m_bytes[m_at];
                if (c == '\n') {
                    ++m_at;
                    return true;
                }
                tooLong = tooLong || line.size() >= McpServer::longestLine;
                if (!tooLong)
                    line += c;
            }
            const ssize_t got = ::read(STDIN_FILENO, m_bytes.data(), m_bytes.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return !line.empty();
            m_at = 0;
            m_size = static_cast<std::size_t>(got);
        }
    }

private:
    std::array<char, 65'536> m_bytes{};
    std::size_t m_at = 0, m_size = 0;
};

} // namespace

Result<int> runMcp(const VerbCall &call)
{
    McpPlaces places;
    // Never a migration, never a file that was not there: whoever asks only reads.
    places.open = [&call]() -> Result<Database> {
        const auto file = call.dataDir.workspaceFile(call.workspace);
        if (!file)
            return tl::unexpected(file.error());
        auto db = Database::open(*file, Database::Mode::Reader);
        if (!db && db.error().code == Error::Code::NotFound)
            return fail(Error::Code::NotFound, u"Nothing was recorded in this workspace yet."_s);
        if (db) {
            if (const auto current = checkMigrated(*db, {}); !current)
                return tl::unexpected(current.error());
        }
        return db;
    };
    places.projectDir = qEnvironmentVariable("CLAUDE_PROJECT_DIR");
    places.claudeDir = call.claudeDir;
    places.everything = call.invocation.has(u"all-projects"_s);
    const McpServer server(mcpTools(std::move(places)));
    LineInput input;
    std::string line;
    bool tooLong = false;
    while (input.next(line, tooLong)) {
        std::string answer = tooLong ? McpServer::refusalOfLongLine() : server.answer(line);
        if (!answer.empty() && !writeAll(std::move(answer)))
            break;
    }
    return 0;
}

} // namespace assay
