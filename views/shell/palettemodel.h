// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of the palette: sections with a heading each, in a fixed order. Names and commands change together, so that
// nothing above a row moves when only the hits in transcripts arrive, which stand last.

#include <QAbstractListModel>
#include <QPointer>

#include "models/data/record.h"
#include "models/items/namefinder.h"
#include "views/widgets/theme.h"

class QAction;

namespace assay {

struct PaletteRow {
    enum class Kind { Heading, Session, Candidate, Project, Command, Hit, AllHits };
    Kind kind = Kind::Heading;
    QString text;
    QList<QPair<int, int>> marks; // (start, length) in text, in QChars
    QString detail;               // dimmed, after the text; of a heading: at its right end
    QString icon;
    Tone tone = Tone::Text2; // of the icon
    QString keys;
    bool mono = false; // text as code
    qint64 sessionId = 0;
    qint64 eventId = 0;
    QString project;   // its key
    QString candidate; // its key
    QPointer<QAction> command;
};

class PaletteModel final : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int sessionsShown = 6;
    static constexpr int candidatesShown = 3;
    static constexpr int projectsShown = 3;
    static constexpr int commandsShown = 6;
    static constexpr int rowRole = Qt::UserRole; // PaletteRow

    using QAbstractListModel::QAbstractListModel;

    // `recent` = texts of commands used last, the latest first.
    void setNames(const FoundNames &names, const QList<QAction *> &commands, const QStringList &recent);
    // Of the same text as the names. total -1 = not counted yet.
    void setHits(const QString &text, const QList<SearchHit> &hits, qint64 total, qint64 milliseconds);

    [[nodiscard]] const PaletteRow &row(int at) const { return m_rows.at(at); }
    [[nodiscard]] bool isChoice(int at) const; // no heading
    // Where a row that means the same stands now; -1 = nowhere.
    [[nodiscard]] int find(const PaletteRow &row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<PaletteRow> m_rows;
    qsizetype m_hitsAt = 0; // the first row of the last section
};

} // namespace assay

Q_DECLARE_METATYPE(assay::PaletteRow)
