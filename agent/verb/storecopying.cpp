// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/verb/storecopying.h"

#include "agent/store/backup.h"
#include "models/data/store/database.h"
#include "models/data/store/datadir.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

StoreCopying::StoreCopying()
{
    m_pool.setMaxThreadCount(1);
}

StoreCopying::~StoreCopying()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        if (m_source)
            m_source->interrupt();
    }
    m_pool.waitForDone();
}

void StoreCopying::start(const DataDir &dataDir, const QString &workspace, const QString &file, Done done)
{
    const auto store = dataDir.workspaceFile(workspace);
    if (!store)
        return done(tl::unexpected(store.error()));
    m_pool.start([this, store = *store, file, done = std::move(done)] { done(copy(store, file)); });
}

Result<qint64> StoreCopying::copy(const QString &store, const QString &file)
{
    auto source = Database::open(store, Database::Mode::Reader);
    if (!source)
        return tl::unexpected(source.error());
    // VACUUM INTO reads this store and writes another file, which a reader may not either.
    if (auto allowed = source->execute(u"PRAGMA query_only=OFF"_s); !allowed)
        return tl::unexpected(allowed.error());
    {
        const std::lock_guard lock(m_mutex);
        if (m_ends)
            return fail(Error::Code::Cancelled, u"The agent ends. No backup was made."_s, file);
        m_source = &*source;
    }
    auto copied = copyStore(*source, file);
    const std::lock_guard lock(m_mutex);
    m_source = nullptr;
    return copied;
}

} // namespace assay
