// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The Now page's document as rich text: the answer to a question, then the summary. Each bullet ends in numerals that
// are links to its evidence. Everything recorded is escaped; nothing is loaded. GUI thread.

#include <QCoreApplication>
#include <QHash>
#include <QImage>
#include <QList>
#include <QString>

#include "models/data/query/nowquery.h"
#include "views/widgets/tones.h"

namespace assay {

// What a link "evidence:N" stands for.
struct Citation {
    QString what; // the bullet
    QList<qint64> events;
    qsizetype current = 0; // which of them the numeral is of
};

class NowDocument {
    Q_DECLARE_TR_FUNCTIONS(NowDocument)

public:
    explicit NowDocument(qreal scale);

    void addAnswer(const AskAnswer &answer);
    void addSummary(const NowContents &contents);

    [[nodiscard]] const QString &html() const { return m_html; }
    [[nodiscard]] const QHash<QString, QImage> &images() const { return m_images; } // by their name
    [[nodiscard]] const QList<Citation> &citations() const { return m_citations; }

private:
    [[nodiscard]] QString cites(const QString &what, const QList<NoteEvent> &events);
    [[nodiscard]] QString sign(const QString &icon, Tone tone);
    [[nodiscard]] QString plot(const QList<qint64> &counts);
    [[nodiscard]] QString groupRows(const AskAnswer &answer);
    [[nodiscard]] QString section(const NowContents &contents, NoteSection section, const QString &title,
                                  const QString &icon, const QString &none);
    [[nodiscard]] QString failed(const NowContents &contents);
    [[nodiscard]] QString tinted(const QString &text, Tone tone) const;
    [[nodiscard]] QString trend(qint64 now, qint64 before) const;

    const qreal m_scale;
    QString m_html;
    QHash<QString, QImage> m_images;
    QList<Citation> m_citations;
    int m_number = 0;
};

} // namespace assay
