// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "agent/settings/settingsfile.h"

#include "agent/ipc/message.h"
#include "models/data/store/datadir.h"
#include "models/data/store/privatefile.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024;

// The file itself where the path is a link to it: people keep their settings in a repository.
QString targetOf(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? path : canonical;
}

Result<> write(const QString &path, const QByteArray &bytes)
{
    if (auto guarded = guardTestRoot(path); !guarded)
        return guarded;
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder)) {
        return fail(Error::Code::ReadOnly,
                    u"The folder of the settings cannot be made. Nothing was changed. Check its permissions."_s,
                    folder);
    }
    return writePrivateFile(path, bytes);
}

} // namespace

Result<QByteArray> readSettingsBytes(const QString &path, SettingsMissing missing)
{
    QFile file(path);
    if (path.isEmpty() || (!file.exists() && missing == SettingsMissing::Allowed))
        return "{}"_ba;
    if (!file.exists())
        return fail(Error::Code::Failed, u"There is no such settings file."_s, path);
    if (!QFileInfo(path).isFile())
        return fail(Error::Code::Failed, u"The settings are no file."_s, path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Code::Failed, u"The settings cannot be read (%1)."_s.arg(file.errorString()), path);
    const QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes)
        return fail(Error::Code::Failed, u"The settings file is too large."_s, path);
    return bytes;
}

Result<LoadedSettings> SettingsFile::understand(const QByteArray &bytes, ordered_json &root) const
{
    // Looked at for its depth first: printing and copying recurse.
    if (const auto parsed = parseJson(bytes); !parsed || !parsed->is_object()) {
        return fail(Error::Code::Failed,
                    u"The settings are not a JSON object. They were left as they are. Mend the file or remove it."_s,
                    m_path);
    }
    root = ordered_json::parse(bytes.cbegin(), bytes.cend(), nullptr, false);
    LoadedSettings loaded;
    auto values = settingsFromJson(root, &loaded.unknown);
    if (!values) {
        return fail(Error::Code::Failed, values.error().what + u" The settings were left as they are. Mend the file."_s,
                    m_path);
    }
    loaded.values = std::move(*values);
    return loaded;
}

Result<LoadedSettings> SettingsFile::read() const
{
    ordered_json root;
    return readSettingsBytes(m_path, m_missing).and_then([&](const QByteArray &bytes) {
        return understand(bytes, root);
    });
}

Result<LoadedSettings> SettingsFile::change(const ordered_json &patch, const Check &check) const
{
    if (m_path.isEmpty()) {
        return fail(Error::Code::Usage, u"HOME is not set, so nobody says where settings belong. Nothing was changed. "
                                        "Name a file with --config."_s);
    }
    const auto before = readSettingsBytes(m_path, m_missing);
    if (!before)
        return tl::unexpected(before.error());
    ordered_json root;
    const auto known = understand(*before, root);
    if (!known)
        return known;
    root.merge_patch(patch);
    const QByteArray bytes =
        QByteArray::fromStdString(root.dump(2, ' ', false, ordered_json::error_handler_t::replace)) + '\n';
    LoadedSettings after;
    auto values = settingsFromJson(root, &after.unknown);
    if (!values)
        return fail(Error::Code::Usage, values.error().what + u" Nothing was changed."_s);
    after.values = std::move(*values);
    for (const QString &each : std::as_const(after.unknown)) {
        if (!known->unknown.contains(each))
            return fail(Error::Code::Usage, u"There is no setting \"%1\". Nothing was changed."_s.arg(each));
    }
    if (auto checked = check(bytes); !checked)
        return tl::unexpected(checked.error());
    // Somebody may have it open in an editor.
    if (const auto now = readSettingsBytes(m_path, m_missing); !now || *now != *before) {
        return fail(Error::Code::Busy, u"The settings file was changed meanwhile. Nothing was changed. Try again."_s,
                    m_path);
    }
    if (auto written = write(targetOf(m_path), bytes); !written)
        return tl::unexpected(written.error());
    return after;
}

} // namespace assay
