// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Adds and removes elements of a JSON text by byte range. What is added is written in the manner of the file: its line
// ends, its indentation, on one line where the file is; everything else stays byte for byte, comments included.

#include "agent/install/jsonctree.h"

#include <QByteArray>

#include <nlohmann/json_fwd.hpp>

namespace assay {

// `container` is an object or an array of this tree, `root` the tree itself. An array takes an empty key.
[[nodiscard]] QByteArray withElement(const QByteArray &bytes, const JsoncNode &root, const JsoncNode &container,
                                     QByteArrayView key, const nlohmann::ordered_json &value);

// Without the element, one separating comma and the white space that belonged to it.
[[nodiscard]] QByteArray withoutElement(const QByteArray &bytes, const JsoncNode &container, qsizetype index);

// A whole document, appended to a file that holds none.
[[nodiscard]] QByteArray withDocument(const QByteArray &bytes, const nlohmann::ordered_json &value);

} // namespace assay
