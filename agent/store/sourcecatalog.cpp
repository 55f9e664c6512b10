// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/store/sourcecatalog.h"

#include <sys/stat.h>

#include <QDir>

#include "agent/store/plainfile.h"
#include "models/data/store/statement.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

// True when the bytes up to the cursor are (as far as two fingerprints tell) those that were read.
bool continues(const SourceFile &file, const SourceState &state)
{
    if (file.size < state.cursor)
        return false;
    const PlainFile opened(file.path);
    return opened.isOpen() && headFingerprint(opened.descriptor(), state.cursor) == state.headHash &&
           tailFingerprint(opened.descriptor(), state.cursor) == state.tailHash;
}

QString select(const QString &where = {})
{
    return u"SELECT source.id, source.session_id, session.uuid, path, device, inode, size, mtime_ns, cursor, raw_end, "
           "head_hash, tail_hash, state FROM source LEFT JOIN session ON session.id = source.session_id"_s +
           where;
}

} // namespace

Result<SourceCatalog> SourceCatalog::load(Database &db)
{
    SourceCatalog catalog;
    Statement s(db, select());
    return catalog.take(s).map([&] { return std::move(catalog); });
}

Result<SourceCatalog> SourceCatalog::load(Database &db, const std::vector<std::string> &paths)
{
    SourceCatalog catalog;
    Statement byPath(db, select(u" WHERE path = ?"_s));
    Statement byInode(db, select(u" WHERE inode = ? AND device = ?"_s));
    for (const std::string &path : paths) {
        byPath.bind(assay::pathText(path));
        if (auto taken = catalog.take(byPath); !taken)
            return tl::unexpected(taken.error());
        struct stat info {};
        if (catalog.find(path) != nullptr || lstat(path.c_str(), &info) != 0)
            continue;
        byInode.bind(static_cast<qint64>(info.st_ino)).bind(static_cast<qint64>(info.st_dev));
        if (auto taken = catalog.take(byInode); !taken)
            return tl::unexpected(taken.error());
    }
    return catalog;
}

const SourceState *SourceCatalog::find(const std::string &path) const
{
    const auto known = m_byPath.constFind(assay::pathText(path));
    return known == m_byPath.constEnd() ? nullptr : &*known;
}

Result<> SourceCatalog::take(Statement &s)
{
    while (s.next()) {
        SourceState state;
        state.id = s.integer(0);
        state.sessionId = s.integer(1);
        state.sessionUuid = s.text(2).toStdString();
        state.device = s.integer(4);
        state.inode = s.integer(5);
        state.size = s.integer(6);
        state.modifiedNs = s.integer(7);
        state.cursor = s.integer(8);
        state.rawEnd = s.integer(9);
        state.headHash = s.blob(10);
        state.tailHash = s.blob(11);
        state.gone = s.text(12) == u"source_gone"_s;
        const QString path = s.text(3);
        if (!m_byPath.contains(path))
            m_byInode.insert(state.inode, path);
        m_byPath.insert(path, state);
    }
    s.finish();
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

std::optional<PlannedSource> SourceCatalog::plan(const SourceFile &file)
{
    const QString path = file.pathText();
    m_seen.insert(path);
    if (const auto known = m_byPath.constFind(path); known != m_byPath.constEnd())
        return planKnown(file, *known);
    PlannedSource planned;
    planned.file = file;
    if (const SourceState *old = renamedFrom(file)) {
        m_claimed.insert(old->id);
        planned.state = *old;
        planned.change = PlannedSource::Change::Renamed;
    }
    return planned;
}

std::optional<PlannedSource> SourceCatalog::planKnown(const SourceFile &file, const SourceState &state)
{
    const bool same = file.size == state.size && file.modifiedNs == state.modifiedNs && file.inode == state.inode;
    // What stood behind the cursor waited for its end; when that is no longer to be expected it is read as it is.
    const bool restIsFinal = state.cursor < file.size && file.isSettled();
    if (same && !restIsFinal) {
        if (state.gone)
            m_returned.append(state.id);
        return std::nullopt;
    }
    PlannedSource planned;
    planned.file = file;
    planned.state = state;
    planned.change = continues(file, state) ? PlannedSource::Change::Grown : PlannedSource::Change::Replaced;
    return planned;
}

const SourceState *SourceCatalog::renamedFrom(const SourceFile &file) const
{
    for (const QString &path : m_byInode.values(file.inode)) {
        const auto old = m_byPath.constFind(path);
        if (m_claimed.contains(old->id))
            continue;
        struct stat info {};
        const bool stillThere = lstat(pathBytes(path).c_str(), &info) == 0;
        if (old->device == file.device && old->cursor > 0 && !stillThere && continues(file, *old))
            return &*old;
    }
    return nullptr;
}

QList<qint64> SourceCatalog::goneBelow(const QStringList &roots) const
{
    QList<qint64> gone;
    for (auto each = m_byPath.constBegin(); each != m_byPath.constEnd(); ++each) {
        if (m_seen.contains(each.key()) || m_claimed.contains(each->id) || each->gone)
            continue;
        const bool below = std::any_of(roots.begin(), roots.end(), [&](const QString &root) {
            return each.key().startsWith(QDir::cleanPath(root) + u'/') || each.key() == QDir::cleanPath(root);
        });
        struct stat info {};
        if (below && lstat(pathBytes(each.key()).c_str(), &info) != 0)
            gone.append(each->id);
    }
    return gone;
}

Result<> loadOccurrences(Database &db, PlannedSource &source)
{
    if (source.startOffset() == 0)
        return {};
    Statement s(db, u"SELECT line_hash, occurrences FROM repeated_line WHERE source_id = ?"_s);
    s.bind(source.state.id);
    while (s.next()) {
        const QByteArray hash = s.blob(0);
        LineKey key{};
        if (hash.size() == qsizetype(key.size()))
            std::copy(hash.begin(), hash.end(), key.begin());
        source.occurrences[key] = static_cast<int>(s.integer(1));
    }
    if (!s.ok())
        return tl::unexpected(s.error());
    return {};
}

} // namespace assay
