// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// JSON with comments and trailing commas, as positions in its bytes: whoever edits such a file changes only the bytes
// it means to change. Nothing is normalised, so line ends, order and indentation stay whatever they are.

#include "models/data/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace assay {

struct JsoncNode {
    enum class Kind { Object, Array, String, Number, Literal }; // Literal: true, false, null
    Kind kind = Kind::Literal;
    qsizetype begin = 0; // bytes [begin, end) of the value, brackets and quotation marks included
    qsizetype end = 0;
    qsizetype keyBegin = -1; // of a member: where its key's quotation mark stands
    QByteArray key;          // decoded
    bool trailingComma = false;
    std::vector<JsoncNode> children;

    // Where the element starts that this is in its object or array.
    [[nodiscard]] qsizetype start() const { return keyBegin >= 0 ? keyBegin : begin; }
    // The last member of that name, which is the one that counts; nullptr = none, or no object.
    [[nodiscard]] const JsoncNode *member(QByteArrayView name) const;
    [[nodiscard]] int countOf(QByteArrayView name) const;
};

// "line 3, column 14", counted from 1 in characters.
[[nodiscard]] QString placeInText(const QByteArray &bytes, qsizetype position);

// nullopt: white space and comments only. Failed, with line and column, when a client would not read it either, when it
// is not UTF-8, deeper than 200 levels or larger than 16 MB.
[[nodiscard]] Result<std::optional<JsoncNode>> parseJsonc(const QByteArray &bytes);

// The text of a string node, escapes resolved.
[[nodiscard]] QByteArray jsoncText(const QByteArray &bytes, const JsoncNode &node);
[[nodiscard]] bool isTrue(const QByteArray &bytes, const JsoncNode *node);

} // namespace assay
