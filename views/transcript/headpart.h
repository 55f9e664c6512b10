// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one line of a tool call, a thought or a folded text: chevron, icon, name, argument, outcome, duration.

#include <optional>

#include "views/transcript/blockpart.h"
#include "views/widgets/theme.h"

namespace assay {

struct HeadLine {
    bool foldable = true;
    bool open = false;
    bool failed = false;    // ground and name in error
    bool emphasised = true; // name semibold; else italic and dim
    bool mono = true;       // argument in the mono face
    bool path = false;      // argument elided in its middle
    QString icon;
    Tone iconTone = Tone::Tool;
    QString name;
    QString argument;
    QString rest; // dim, behind the argument: "in src/"
    int linesAdded = 0;
    int linesRemoved = 0;
    QString outcomeIcon;
    QString outcome;
    Tone outcomeTone = Tone::Text3;
    int errors = 0; // failed calls within, behind the outcome
    QString duration;
    qint64 runningSince = -1;     // ms since the epoch: the duration is what has passed at each painting
    QString link;                 // "open run": accent, before the outcome
    std::optional<bool> raw = {}; // offered: whether the stored lines are what is shown
};

class HeadPart final : public BlockPart {
public:
    explicit HeadPart(HeadLine line);

    [[nodiscard]] qreal layout(qreal width) override;
    void paint(QPainter &painter, const PartPaint &how) override;
    [[nodiscard]] QString plainText() const override;
    [[nodiscard]] QString spokenText() const override;
    [[nodiscard]] int positionAt(const QPointF &point) const override;
    [[nodiscard]] BlockAct actAt(const QPointF &point) const override;
    [[nodiscard]] QRectF rectOf(const TextRange &range) const override;

private:
    // A piece of plainText() as it was painted: perhaps an ellipsis stands for some of it.
    struct Shown {
        QString text;
        QFont font;
        int start = 0;
        qreal x = 0;
        int gap = 0; // where the ellipsis is
        int cut = 0; // by how much it made the text shorter

        void cutFrom(const QString &whole);
        [[nodiscard]] int placeOf(int position, bool end) const; // in `text`, of a position of the part
        [[nodiscard]] int positionOf(int place) const { return start + place + (place > gap ? cut : 0); }
    };
    // Its grounds and the text; returns the text's width.
    qreal paintShown(QPainter &painter, const Shown &shown, const QColor &color, const PartPaint &how) const;
    [[nodiscard]] QRectF rectIn(const Shown &shown, int from, int to) const;
    [[nodiscard]] QString durationNow() const;
    [[nodiscard]] qreal durationWidth() const;
    [[nodiscard]] qreal outcomeIconsWidth() const;
    [[nodiscard]] qreal tailWidth(bool acts) const;
    [[nodiscard]] QString changeText(bool added) const;
    [[nodiscard]] static QString rawWord();
    [[nodiscard]] qreal paintRight(QPainter &painter, qreal least, const PartPaint &how);
    [[nodiscard]] qreal paintOutcome(QPainter &painter, qreal right, qreal least, const QColor &dim) const;
    [[nodiscard]] qreal paintActs(QPainter &painter, qreal right, const QColor &dim, bool copy);
    void paintArgument(QPainter &painter, qreal x, qreal right, const QColor &color, const PartPaint &how);

    HeadLine m_line;
    Shown m_name;
    Shown m_argument;
    qreal m_width = 0;
    qreal m_height = 0;
    QRectF m_linkRect;
    QRectF m_rawRect;
    QRectF m_copyRect;
};

} // namespace assay
