// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/desk/draftkeeper.h"

#include <utility>

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include "models/data/store/privatefile.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostDraftBytes = qint64(1024) * 1024;

bool writeDraft(const QString &folder, const QString &file, const QByteArray &bytes)
{
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // What cannot be written is still in the window; saving it tells of a full disk.
    return writePrivateFile(file, bytes).has_value();
}

QHash<QString, KeptDraft> readDrafts(const QString &folder)
{
    QHash<QString, KeptDraft> drafts;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({u"c-*.json"_s}, QDir::Files | QDir::NoSymLinks)) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto parsed = nlohmann::json::parse(file.read(mostDraftBytes).toStdString(), nullptr, false);
        if (!parsed.is_object() || !parsed.contains("text") || !parsed["text"].is_string())
            continue;
        const int rev = parsed.contains("rev") && parsed["rev"].is_number_integer() ? parsed["rev"].get<int>() : 0;
        drafts.insert(name.chopped(5), {rev, QString::fromStdString(parsed["text"].get<std::string>())});
    }
    return drafts;
}

} // namespace

DraftKeeper::DraftKeeper(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
{
    m_writer.setMaxThreadCount(1);
    m_writer.start([this] {
        const auto read = readDrafts(m_folder);
        QMetaObject::invokeMethod(
            this, [this, read] { take(read); }, Qt::QueuedConnection);
    });
}

DraftKeeper::~DraftKeeper()
{
    flush();
}

void DraftKeeper::flush()
{
    m_writer.waitForDone();
}

QString DraftKeeper::fileOf(const QString &candidate) const
{
    return m_folder + u'/' + candidate + u".json"_s;
}

void DraftKeeper::take(const QHash<QString, KeptDraft> &read)
{
    for (auto each = read.cbegin(); each != read.cend(); ++each) {
        if (!m_touched.contains(each.key()))
            m_drafts.insert(each.key(), each.value());
    }
    Q_EMIT changed();
}

bool DraftKeeper::isUnwritten(const QString &candidate)
{
    const std::lock_guard guard(m_mutex);
    return m_unwritten.contains(candidate);
}

void DraftKeeper::readAgain()
{
    if (m_drafts.isEmpty() || std::exchange(m_readsAgain, true))
        return;
    m_writer.start([this, posts = m_posts] {
        const auto read = readDrafts(m_folder);
        QMetaObject::invokeMethod(
            this, [this, read, posts] { takeAgain(read, posts); }, Qt::QueuedConnection);
    });
}

// What was typed meanwhile is newer than any file.
void DraftKeeper::takeAgain(const QHash<QString, KeptDraft> &read, const QHash<QString, int> &posts)
{
    m_readsAgain = false;
    for (const QString &candidate : m_drafts.keys()) {
        const auto file = read.constFind(candidate);
        const bool isNewer = m_posts.value(candidate) != posts.value(candidate) || isUnwritten(candidate);
        if (isNewer)
            continue;
        if (file == read.cend()) { // the agent took it away, with the words it held
            m_drafts.remove(candidate);
            Q_EMIT changed();
        } else if (file->text != m_drafts[candidate].text) {
            m_drafts[candidate] = *file;
            Q_EMIT replaced(candidate);
        }
    }
}

void DraftKeeper::keep(const QString &candidate, const KeptDraft &draft)
{
    const bool isNew = !m_drafts.contains(candidate);
    m_touched.insert(candidate);
    m_drafts.insert(candidate, draft);
    const nlohmann::json document = {{"rev", draft.rev}, {"text", draft.text.toStdString()}};
    post(candidate, QByteArray::fromStdString(document.dump()));
    if (isNew)
        Q_EMIT changed();
}

void DraftKeeper::drop(const QString &candidate)
{
    const bool wasThere = m_drafts.remove(candidate) > 0;
    m_touched.insert(candidate);
    post(candidate, std::nullopt);
    if (wasThere)
        Q_EMIT changed();
}

// One run writes all that waits by then; of each candidate only the latest.
void DraftKeeper::post(const QString &candidate, std::optional<QByteArray> bytes)
{
    ++m_posts[candidate];
    {
        const std::lock_guard guard(m_mutex);
        m_waiting.insert_or_assign(candidate, std::move(bytes));
    }
    m_writer.start([this] {
        std::map<QString, std::optional<QByteArray>> waiting;
        {
            const std::lock_guard guard(m_mutex);
            waiting.swap(m_waiting);
        }
        for (const auto &[key, text] : waiting) {
            if (!text)
                QFile::remove(fileOf(key));
            const bool written = !text || writeDraft(m_folder, fileOf(key), *text);
            const std::lock_guard guard(m_mutex);
            if (written)
                m_unwritten.erase(key);
            else
                m_unwritten.insert(key);
        }
    });
}

} // namespace assay
