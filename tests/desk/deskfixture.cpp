// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "deskfixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace assay {

using namespace Qt::Literals::StringLiterals;

namespace {

QString shaOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString literal(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
}

} // namespace

DeskFixture::DeskFixture()
{
    QDir().mkpath(project() + u"/.git"_s);
    QDir().mkpath(personal());
    m_project = m_store.addProject(u"example.com/acme/app"_s);
    m_store.execute(u"INSERT INTO project_folder(folder, project_id, evidence) VALUES(%1, %2, 5)"_s.arg(
        literal(project()), QString::number(m_project)));
}

qint64 DeskFixture::addCandidate(const QString &key, const QString &name, const QByteArray &text, const QString &form)
{
    const QByteArray draft = text.isEmpty() ? skill(name) : text;
    m_store.execute(
        u"INSERT INTO candidate(project_id, key, canon, detector, form, name, sentence, description, strength_text, "
        u"state, "
        "ready, lineages, days, authors, expected, against, first_day, last_day, score, score_parts, coverage, flags, "
        "target_path, draft_rev, created_at, changed_at) VALUES(%1, %2, %2, 'ritual', %3, %4, 'Runs the checks.', 'Use "
        "when "
        "asked.', '', 'new', 1, 7, 5, 1, 0.6, 0, 20000, 20010, 1.0, '{}', '{}', '[]', '', 1, 1, 1)"_s.arg(
            QString::number(m_project), literal(key), literal(form), literal(name)));
    const qint64 id = m_store.number(u"SELECT max(id) FROM candidate"_s);
    m_store.execute(
        u"INSERT INTO revision(candidate_id, rev, author, text, sha256, tokens, created_at) VALUES(%1, 1, "
        "'miner', %2, %3, 10, 1)"_s.arg(QString::number(id), literal(QString::fromUtf8(draft)), literal(shaOf(draft))));
    return id;
}

ApprovalWish DeskFixture::wishOf(const ApprovalPlan &plan) const
{
    ApprovalWish wish;
    wish.what.candidate = plan.row.key;
    wish.what.form = plan.form;
    wish.what.scope = plan.place.scope == PlaceScope::Personal ? u"personal"_s : u"project"_s;
    wish.rev = plan.row.draftRev;
    wish.sha256 = plan.row.draftSha256;
    wish.targetSha256 = plan.before ? shaOf(*plan.before) : QString();
    wish.ticked = plan.toTick;
    wish.actor = u"window"_s;
    return wish;
}

QByteArray DeskFixture::skill(const QString &name)
{
    return "---\nname: " + name.toUtf8() +
           "\ndescription: Runs the checks. Use when asked to check.\n---\n\n1. `make check`\n";
}

void DeskFixture::write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray DeskFixture::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList DeskFixture::filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(QDir(folder).relativeFilePath(it.next()));
    files.sort();
    return files;
}

} // namespace assay
