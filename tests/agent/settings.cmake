# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0
assay_test(tst_settingsfile SOURCES settings/tst_settingsfile.cpp LIBS assay_settings)
# Without it a value converts to anything, and QCOMPARE does not know which comparison is meant.
target_compile_definitions(tst_settingsfile PRIVATE JSON_USE_IMPLICIT_CONVERSIONS=0)
set_target_properties(tst_settingsfile PROPERTIES DISABLE_PRECOMPILE_HEADERS ON) # it was compiled with them
